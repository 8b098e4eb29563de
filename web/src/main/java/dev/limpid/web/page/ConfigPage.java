package dev.limpid.web.page;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.review.difference.Change;
import dev.limpid.protocol.review.difference.ConfigDifference;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.Paging;
import dev.limpid.web.template.JteconfigGenerated;
import dev.limpid.web.words.QuestionWords;
import dev.limpid.web.words.RateWords;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The page of one version of the configuration: every question in words with its reason and its rate, and the history of versions.
 *
 * @param version the version that is shown
 * @param newest whether it is the newest one
 * @param programs the programs and their questions on this page
 * @param history all versions with what each changed, newest first
 * @param paging this page among the others, if the questions do not fit on one
 */
public record ConfigPage(
        PublishedConfig version, boolean newest, List<ProgramRules> programs, List<Step> history, Paging paging) {
    /** The largest number of questions on one page. */
    private static final int QUESTIONS = 50;
    /** With more questions than this on a page, each is collapsed. */
    private static final int OPEN = 24;
    /** How many of the newest versions have their changes in full. */
    private static final int RECENT = 3;
    /** How many versions are listed; the earlier ones are collapsed. */
    private static final int LISTED = 16;
    /** How many changes of one kind are shown for older versions. */
    private static final int FEW_CHANGES = 6;

    /** How many changes of one kind are shown for the newest versions. */
    private static final int CHANGES = 40;

    public ConfigPage {
        programs = List.copyOf(programs);
        history = List.copyOf(history);
    }

    /** One program: its versions and its questions. */
    public record ProgramRules(String name, String anchor, List<String> versions, List<Reason> reasons) {
        public ProgramRules {
            versions = List.copyOf(versions);
            reasons = List.copyOf(reasons);
        }
    }

    /** One question, and the chart that it was made from, if that is known. */
    public record Reason(String id, Optional<Chart> chart, Question question) {

        /** The question's title. */
        public String title() {
            return chart.map(Chart::title).orElse(id);
        }

        /** The kind of the chart, in one word; empty if the chart is not known. */
        public String kind(SiteMessages words) {
            return chart.map(one -> words.say("kind." + one.type().word())).orElse("");
        }

        /** The counters, or what is asked instead. */
        public List<String> names() {
            if (question.asked() instanceof RequestedCounters.Named counters) {
                return counters.names();
            }
            return List.of(
                    question.asked() instanceof RequestedCounters.BuiltIn builds
                            ? builds.counter()
                            : ((RequestedCounters.Stacks) question.asked()).counter());
        }

        /** Who is asked, from which version on, and what an answer contains besides. */
        public String terms(SiteMessages words) {
            String rate = RateWords.words(question.rate(), words);
            String asked = question.since()
                    .map(version -> words.say("config.asked.since", "rate", rate, "version", version))
                    .orElseGet(() -> words.say("config.asked", "rate", rate));
            String beside = QuestionWords.beside(question.by(), words);
            return question.asked() instanceof RequestedCounters.Stacks stacks
                    ? String.join(" ", asked, beside, frames(stacks, words))
                    : String.join(" ", asked, beside);
        }

        private static String frames(RequestedCounters.Stacks stacks, SiteMessages words) {
            String depth = stacks.depth() == 0
                    ? words.say("config.stacks.any")
                    : words.countSentence("config.stacks", stacks.depth());
            if (stacks.frames().isEmpty()) {
                return words.say(
                        stacks.unlisted() ? "config.stacks.all.unlisted" : "config.stacks.all", "depth", depth);
            }
            return words.say(
                    stacks.unlisted() ? "config.stacks.below.unlisted" : "config.stacks.below",
                    "depth",
                    depth,
                    "names",
                    String.join(", ", stacks.frames()));
        }
    }

    /** A version and what it changed; the first version has none before it. */
    public record Step(PublishedConfig version, List<Change> changes, boolean first) {
        public Step {
            changes = List.copyOf(changes);
        }

        /** How many changes collect more, less, or are of another kind. */
        public long count(Change.Direction direction) {
            return changes.stream()
                    .filter(change -> change.direction() == direction)
                    .count();
        }

        /** The first changes of one kind, at most this many. */
        public List<Change> first(Change.Direction direction, int most) {
            return changes.stream()
                    .filter(change -> change.direction() == direction)
                    .limit(most)
                    .toList();
        }

        /** The changes in a few words. */
        public String summary(SiteMessages words) {
            if (first) {
                return words.say("config.step.first");
            }
            return changes.isEmpty()
                    ? words.say("config.step.nothing")
                    : words.say(
                            "config.step.changes",
                            "more",
                            count(Change.Direction.MORE) + count(Change.Direction.COMBINED),
                            "less",
                            count(Change.Direction.LESS));
        }
    }

    /** The first page of one version among all, oldest first; without a version, a page that says that there is none. */
    public static String render(PageContext pageContext, List<PublishedConfig> all, Optional<PublishedConfig> shown) {
        return written(pageContext, shown.map(version -> of(all, version, 1, pageContext.words())));
    }

    /** One of the pages of a version, if there is a page with this number. */
    public static Optional<String> render(
            PageContext pageContext, List<PublishedConfig> all, PublishedConfig shown, int number) {
        return Paging.has(number, questions(shown), QUESTIONS)
                ? Optional.of(written(pageContext, Optional.of(of(all, shown, number, pageContext.words()))))
                : Optional.empty();
    }

    private static String written(PageContext pageContext, Optional<ConfigPage> page) {
        return Markup.of((out, plain) -> JteconfigGenerated.render(out, plain, pageContext, page));
    }

    /** The paths of all pages of a version. */
    public static List<String> paths(PublishedConfig version) {
        Paging paging = paging(version, 1);
        return IntStream.rangeClosed(1, paging.pages()).mapToObj(paging::path).toList();
    }

    private static Paging paging(PublishedConfig version, int number) {
        String path = "config/" + version.version();
        return new Paging(path, path, number, Paging.count(questions(version), QUESTIONS));
    }

    private static int questions(PublishedConfig version) {
        return version.config().programs().stream()
                .mapToInt(program -> program.questions().size())
                .sum();
    }

    /** Whether each question is collapsed until the reader opens it. */
    public boolean isClosed() {
        return programs.stream().mapToInt(program -> program.reasons().size()).sum() > OPEN;
    }

    /** The newest versions. */
    public List<Step> newestSteps() {
        return history.subList(0, Math.min(LISTED, history.size()));
    }

    /** The versions before them. */
    public List<Step> earlierSteps() {
        return history.subList(newestSteps().size(), history.size());
    }

    /** How many changes of one kind the page lists of a version; the feed has all. */
    public int changes(Step step) {
        return history.indexOf(step) < RECENT ? CHANGES : FEW_CHANGES;
    }

    /** Whether a discussion is an address that a page may link to. */
    public static boolean isLink(String issue) {
        String lower = issue.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private static ConfigPage of(List<PublishedConfig> all, PublishedConfig version, int number, SiteMessages words) {
        List<ProgramRules> programs = new ArrayList<>();
        int from = (number - 1) * QUESTIONS;
        for (Program program : version.config().programs()) {
            List<Reason> reasons = reasons(program, version.charts());
            List<Reason> shown = reasons.subList(
                    Math.min(reasons.size(), Math.max(0, from)),
                    Math.min(reasons.size(), Math.max(0, from + QUESTIONS)));
            if (!shown.isEmpty() || (reasons.isEmpty() && number == 1)) {
                programs.add(new ProgramRules(
                        program.name(), "program-" + (programs.size() + 1), program.versions(), shown));
            }
            from -= reasons.size();
        }
        boolean newest = version.equals(all.get(all.size() - 1));
        return new ConfigPage(version, newest, programs, history(all, words), paging(version, number));
    }

    /** All versions with what each changed in words, newest first. */
    public static List<Step> history(List<PublishedConfig> all, SiteMessages words) {
        List<Step> history = new ArrayList<>();
        Optional<CollectionConfig> before = Optional.empty();
        for (PublishedConfig version : all) {
            history.add(
                    0,
                    new Step(
                            version,
                            ConfigDifference.between(before, version.config(), words.language()),
                            before.isEmpty()));
            before = Optional.of(version.config());
        }
        return history;
    }

    private static List<Reason> reasons(Program program, List<Chart> charts) {
        return program.questions().stream()
                .map(question -> new Reason(
                        question.id(),
                        charts.stream()
                                .filter(chart -> chart.program().equals(program.name())
                                        && chart.id().equals(question.id()))
                                .findFirst(),
                        question))
                .toList();
    }
}
