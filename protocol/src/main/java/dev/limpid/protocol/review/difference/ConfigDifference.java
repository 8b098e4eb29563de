package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.active.Widening;
import dev.limpid.protocol.question.active.Widening.Kind;
import dev.limpid.protocol.review.difference.Change.Direction;
import dev.limpid.protocol.text.MessageBundle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change would newly ask, from which programs and versions, what it would newly combine in one answer, and what
 * it would no longer ask. For one thread at a time.
 */
public final class ConfigDifference {

    private final ComparableQuestions before;
    private final ComparableQuestions after;
    private final MessageBundle words;
    private final QuestionPhrases questions;
    private final List<Change> changes = new ArrayList<>();

    private ConfigDifference(ComparableQuestions before, ComparableQuestions after, MessageBundle words) {
        this.before = before;
        this.after = after;
        this.words = words;
        this.questions = new QuestionPhrases(words);
    }

    /**
     * The effects of a change of charts, before it is decided.
     *
     * @throws IllegalArgumentException if two charts of a program have one ID, before or after
     */
    public static List<Change> between(List<Chart> before, List<Chart> after) {
        ConfigDifference difference = new ConfigDifference(
                ComparableQuestions.of(before, after),
                ComparableQuestions.of(after, before),
                words(MessageBundle.ENGLISH));
        difference.compare();
        difference.changes.addAll(ChartDifference.between(before, after));
        return difference.sorted();
    }

    /** The differences between two configurations; without a previous one everything is new. */
    public static List<Change> between(Optional<CollectionConfig> before, CollectionConfig after) {
        return between(before, after, MessageBundle.ENGLISH);
    }

    /** The same in another language; English where there is no translation. */
    public static List<Change> between(Optional<CollectionConfig> before, CollectionConfig after, String language) {
        ConfigDifference difference = new ConfigDifference(
                before.map(ComparableQuestions::of).orElse(ComparableQuestions.NONE),
                ComparableQuestions.of(after),
                words(language));
        difference.compare();
        difference.revoked(before.map(CollectionConfig::revoked).orElse(List.of()), after.revoked());
        before.ifPresent(old -> difference.fetchRate(old.fetchRate(), after.fetchRate()));
        difference.key(before.flatMap(CollectionConfig::relays), after.relays());
        return difference.sorted();
    }

    private static MessageBundle words(String language) {
        return MessageBundle.of(ConfigDifference.class, "differences", language);
    }

    private List<Change> sorted() {
        changes.sort(Comparator.comparing(Change::direction)
                .thenComparing(change -> change.program().orElse("")));
        return List.copyOf(changes);
    }

    private void compare() {
        Map<Change, List<String>> sentences = new LinkedHashMap<>();
        WideningInWords more = new WideningInWords(before, after, true, words);
        for (Widening widening : Widening.between(before.config(), after.config())) {
            add(widening, more.of(widening), after, direction(widening.kind()), sentences);
            together(widening, sentences);
        }
        WideningInWords less = new WideningInWords(before, after, false, words);
        for (Widening widening : Widening.between(after.config(), before.config())) {
            boolean isWay = direction(widening.kind()) == Direction.ROUTE;
            add(widening, less.of(widening), before, isWay ? Direction.ROUTE : Direction.LESS, sentences);
        }
        sentences.forEach((change, charts) -> changes.add(charts.isEmpty() ? change : of(charts, change)));
    }

    private static Direction direction(Kind kind) {
        return switch (kind) {
            case ATTRIBUTES -> Direction.COMBINED;
            case RELAYS, DIRECT -> Direction.ROUTE;
            default -> Direction.MORE;
        };
    }

    private void together(Widening widening, Map<Change, List<String>> sentences) {
        if (widening.kind() == Kind.CHART || widening.kind() == Kind.COUNTERS) {
            Question wider = widening.wider().orElseThrow();
            Question narrower =
                    widening.kind() == Kind.CHART ? wider : widening.narrower().orElseThrow();
            new NewCombinations(before.of(widening.program()), words)
                    .newlyIn(wider, narrower.by())
                    .forEach(sentence -> add(widening, sentence, after, Direction.COMBINED, sentences));
        }
    }

    /**
     * A change that several charts share is listed once. Version changes of a draft are left out: its versions are not
     * releases.
     */
    private void add(
            Widening widening,
            String sentence,
            ComparableQuestions of,
            Direction direction,
            Map<Change, List<String>> sentences) {
        if (widening.kind() == Kind.VERSIONS && !of.charts().isEmpty()) {
            return;
        }
        Optional<String> program = widening.program().isEmpty() ? Optional.empty() : Optional.of(widening.program());
        Optional<Question> question = widening.wider();
        List<String> why = question.map(its -> why(widening.program(), its)).orElse(List.of());
        List<String> charts =
                sentences.computeIfAbsent(new Change(direction, program, sentence, why), key -> new ArrayList<>());
        question.map(Question::id).ifPresent(charts::add);
    }

    /** Links to the discussion: those of the new chart, or those of the old one if the chart was removed. */
    private List<String> why(String program, Question question) {
        List<String> now = after.why(program, question);
        return now.isEmpty() ? before.why(program, question) : now;
    }

    private Change of(List<String> charts, Change change) {
        return new Change(
                change.direction(),
                change.program(),
                words.count(
                        "of.chart", charts.size(), "charts", String.join(", ", charts), "change", change.sentence()),
                change.why());
    }

    private void revoked(List<String> old, List<String> now) {
        List<String> added = new ArrayList<>(now);
        added.removeAll(old);
        if (!added.isEmpty()) {
            changes.add(new Change(
                    Direction.LESS,
                    Optional.empty(),
                    words.count("revoked", added.size(), "versions", String.join(", ", added)),
                    List.of()));
        }
    }

    /** The key is listed so that everybody can compare it with the key that others got. */
    private void key(Optional<Relays> old, Optional<Relays> now) {
        if (now.isPresent() && !old.map(Relays::key).equals(now.map(Relays::key))) {
            changes.add(new Change(
                    Direction.ROUTE,
                    Optional.empty(),
                    words.format(
                            old.isPresent() ? "key.before" : "key",
                            "id",
                            String.valueOf(now.get().key().id()),
                            "key",
                            now.get().key(),
                            "before",
                            old.map(its -> String.valueOf(its.key().id())).orElse("")),
                    List.of()));
        }
    }

    private void fetchRate(double old, double now) {
        if (old != now) {
            changes.add(new Change(
                    Direction.OTHER,
                    Optional.empty(),
                    words.format("fetch", "now", questions.rate("rate", now), "before", questions.rate("rate", old)),
                    List.of()));
        }
    }
}
