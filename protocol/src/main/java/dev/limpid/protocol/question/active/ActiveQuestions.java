package dev.limpid.protocol.question.active;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.ProgramQuestion;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The questions that a machine answers while newer configurations are on show, that is, not yet in force: only what all
 * of these configurations allow. A removal takes effect at once, an addition only when the newer configuration is in
 * force.
 *
 * <p>An answer names one configuration, which must allow it, and represents 1/rate machines by that configuration's
 * rate. So a question is answered by the newest configuration whose rate and attributes are those that all allow, if
 * the others remove nothing from it that the newest still asks for: otherwise readers would take a count for zero that
 * was only left out. No question is answered by a configuration that the newest one revokes. A question without such a
 * configuration is not answered until its change is in force.
 */
public final class ActiveQuestions {

    private final Optional<CollectionConfig> inForce;
    private final List<CollectionConfig> onShow;
    private final List<ActiveQuestion> questions;

    /**
     * A question in the form in which it is answered now.
     *
     * @param config the configuration that its answers name, restricted to what the others allow
     * @param chart the chart's full ID
     * @param question the question within that configuration
     */
    public record ActiveQuestion(CollectionConfig config, String chart, Question question) {

        /** This machine's answer if it was drawn; see {@link dev.limpid.protocol.question.CollectionConfig#answer}. */
        public Optional<Answer> answer(Report local) {
            return config.answer(chart, local);
        }
    }

    /**
     * The questions in use.
     *
     * @param inForce the newest configuration that was on show long enough; if there is none, nothing is answered
     * @param onShow the configurations that followed it, oldest first
     */
    public ActiveQuestions(Optional<CollectionConfig> inForce, List<CollectionConfig> onShow) {
        this.inForce = inForce;
        this.onShow = List.copyOf(onShow);
        this.questions = inForce.isEmpty() ? List.of() : questions(all());
    }

    /** The questions of one configuration, with none on show. */
    public static ActiveQuestions of(CollectionConfig config) {
        return new ActiveQuestions(Optional.of(config), List.of());
    }

    /** The questions, in the order of the configuration in force. */
    public List<ActiveQuestion> questions() {
        return questions;
    }

    /** The newest configuration that was on show long enough. */
    public Optional<CollectionConfig> inForce() {
        return inForce;
    }

    /**
     * The relays for answers: those of the configuration in force that the ones on show name, too. Answers may be sent
     * directly only if all of them allow it. The key is the newest one, since every key is in the log. Empty if answers
     * are sent directly.
     */
    public Optional<Relays> relays() {
        Optional<Relays> used = inForce.flatMap(CollectionConfig::relays);
        for (CollectionConfig newer : used.isEmpty() ? List.<CollectionConfig>of() : onShow) {
            if (newer.relays().isPresent()) {
                used = Optional.of(met(used.get(), newer.relays().get()));
            }
        }
        return used;
    }

    private static Relays met(Relays used, Relays newer) {
        List<String> both = used.urls().stream().filter(newer.urls()::contains).toList();
        // If all relays were replaced, the old ones, which the user could see for a week, stay in use until the new
        // ones are in force.
        return new Relays(newer.key(), both.isEmpty() ? used.urls() : both, used.direct() && newer.direct());
    }

    /** The newest configuration of all. */
    public Optional<CollectionConfig> newest() {
        return onShow.isEmpty() ? inForce : Optional.of(onShow.get(onShow.size() - 1));
    }

    /** What will be newly allowed once the newest configuration is in force. */
    public List<Widening> pendingWidenings() {
        return inForce.isEmpty() || onShow.isEmpty()
                ? List.of()
                : Widening.between(inForce.get(), onShow.get(onShow.size() - 1));
    }

    /**
     * Why an answer that was made earlier must not be sent any more, if there is a reason: the newest configuration
     * revokes the one that it names, or that one does not allow it. If that configuration is no longer stored here, one
     * of the stored ones must allow the answer.
     */
    public Optional<Refusal> check(Answer waiting) {
        String named = waiting.config();
        if (revokes(named)) {
            return Optional.of(new Refusal(
                    "revoked-config",
                    "configuration " + newest().map(CollectionConfig::version).orElse("") + " revokes "
                            + Quoted.of(named) + ", which the answer names"));
        }
        List<CollectionConfig> judges =
                all().stream().filter(config -> config.version().equals(named)).toList();
        Optional<Refusal> refusal = Optional.of(
                new Refusal("no-config", "no configuration is stored here, expected one that allows the answer"));
        for (CollectionConfig judge : judges.isEmpty() ? all() : judges) {
            refusal = judge.withVersion(named).check(waiting);
            if (refusal.isEmpty()) {
                break;
            }
        }
        return refusal;
    }

    /** Whether the newest configuration of all revokes that version. Only the newest decides this. */
    private boolean revokes(String version) {
        return newest().filter(config -> config.isRevoked(version)).isPresent();
    }

    private List<CollectionConfig> all() {
        List<CollectionConfig> all = new ArrayList<>();
        inForce.ifPresent(all::add);
        all.addAll(onShow);
        return all;
    }

    private static List<ActiveQuestion> questions(List<CollectionConfig> configs) {
        List<ActiveQuestion> questions = new ArrayList<>();
        for (ProgramQuestion asked : configs.get(0).programQuestions()) {
            question(configs, asked.chart()).ifPresent(questions::add);
        }
        return questions;
    }

    private static Optional<ActiveQuestion> question(List<CollectionConfig> configs, String chart) {
        List<QuestionScope> scopes = new ArrayList<>();
        for (CollectionConfig config : configs) {
            Optional<ProgramQuestion> asked = config.programQuestion(chart);
            if (asked.isEmpty()) {
                return Optional.empty(); // removed
            }
            scopes.add(QuestionScope.of(config, asked.get()));
        }
        Optional<QuestionScope> all = Optional.of(scopes.get(0));
        for (QuestionScope scope : scopes) {
            all = all.flatMap(scope::intersect);
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        QuestionScope newest = scopes.get(scopes.size() - 1);
        for (int i = scopes.size() - 1; i >= 0; i--) {
            QuestionScope named = scopes.get(i);
            if (!configs.get(configs.size() - 1).isRevoked(configs.get(i).version())
                    && named.rate() == all.get().rate()
                    && named.by().equals(all.get().by())
                    && named.intersect(newest).equals(all)) {
                return Optional.of(restricted(configs.get(i), chart, named, all.get()));
            }
        }
        return Optional.empty();
    }

    private static ActiveQuestion restricted(
            CollectionConfig config, String chart, QuestionScope named, QuestionScope to) {
        ProgramQuestion asked = config.programQuestion(chart).orElseThrow();
        if (named.equals(to)) {
            return new ActiveQuestion(config, chart, asked.question());
        }
        Question question =
                new Question(asked.question().id(), to.rate(), to.by(), to.asked(), Optional.empty(), to.until());
        Map<Attribute, Set<String>> known = to.values();
        CollectionConfig part = new CollectionConfig(
                config.version(),
                kept(config.os(), Attribute.OS, known),
                kept(config.arch(), Attribute.ARCH, known),
                kept(config.runtime(), Attribute.RUNTIME, known),
                config.fetchRate(),
                List.of(new CollectionConfig.Program(
                        asked.program().name(),
                        kept(asked.program().versions(), Attribute.VERSION, known),
                        List.of(question))));
        return new ActiveQuestion(part, chart, question);
    }

    private static List<String> kept(List<String> all, Attribute attribute, Map<Attribute, Set<String>> known) {
        Set<String> values = known.get(attribute);
        return values == null
                ? all
                : all.stream()
                        .filter(value -> values.contains(attribute.coarse(value)))
                        .toList();
    }
}
