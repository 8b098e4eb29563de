package dev.limpid.web.page;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.question.Asked;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.review.Change;
import dev.limpid.protocol.review.ConfigDifference;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JteconfigGenerated;
import dev.limpid.web.words.QuestionWords;
import dev.limpid.web.words.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One version of the configuration, every question in words with its reason and its rate, and how it came about.
 *
 * @param version what is shown
 * @param newest whether it is the newest one
 * @param programs the programs with what is asked of them
 * @param history all versions with what each changed, newest first
 */
public record ConfigPage(ConfigVersion version, boolean newest, List<ProgramRules> programs, List<Step> history) {
    public ConfigPage {
        programs = List.copyOf(programs);
        history = List.copyOf(history);
    }

    /** One program: its versions, and what is asked of it. */
    public record ProgramRules(String name, String anchor, List<String> versions, List<Reason> reasons) {
        public ProgramRules {
            versions = List.copyOf(versions);
            reasons = List.copyOf(reasons);
        }
    }

    /** One question, and the chart that it was made of, if that is known. */
    public record Reason(String id, Optional<Chart> chart, Question question) {

        /** What the question is called. */
        public String title() {
            return chart.map(Chart::title).orElse(id);
        }

        /** What kind of chart it is, in one word; empty if that is not known. */
        public String kind() {
            return chart.map(one -> one.type().word()).orElse("");
        }

        /** The counters, or what is asked instead. */
        public List<String> names() {
            if (question.asked() instanceof Asked.Counters counters) {
                return counters.names();
            }
            return List.of(
                    question.asked() instanceof Asked.Builds builds
                            ? builds.counter()
                            : ((Asked.Stacks) question.asked()).counter());
        }

        /** Whose answer, from which versions, and what it says besides. */
        public String terms() {
            return "Asked of " + Rates.words(question.rate())
                    + question.since()
                            .map(version -> ", from version " + version + " on")
                            .orElse("")
                    + ". " + QuestionWords.beside(question.by()) + stacks();
        }

        private String stacks() {
            if (!(question.asked() instanceof Asked.Stacks stacks)) {
                return "";
            }
            return " Stacks of up to "
                    + (stacks.depth() == 0 ? "any number of" : String.valueOf(stacks.depth()))
                    + " frames"
                    + (stacks.frames().isEmpty()
                            ? ""
                            : ", showing classes below " + String.join(", ", stacks.frames()) + " and of the JDK")
                    + (stacks.unlisted() ? ", whether or not the program published such a name." : ".");
        }
    }

    /** A version and what it changed; nothing before it if it is the first. */
    public record Step(ConfigVersion version, List<Change> changes, boolean first) {
        public Step {
            changes = List.copyOf(changes);
        }

        /** How many changes collect more, less, or are of another kind. */
        public long count(Change.Direction direction) {
            return changes.stream()
                    .filter(change -> change.direction() == direction)
                    .count();
        }

        /** The changes in a few words. */
        public String summary() {
            if (first) {
                return "the first";
            }
            return changes.isEmpty()
                    ? "nothing that is collected changed"
                    : count(Change.Direction.MORE) + count(Change.Direction.TOGETHER) + " more, "
                            + count(Change.Direction.LESS) + " less";
        }
    }

    /** The page of one version among all, oldest first; without a version it says that there is none. */
    public static String render(Frame frame, List<ConfigVersion> all, Optional<ConfigVersion> shown) {
        Optional<ConfigPage> page = shown.map(version -> of(all, version));
        return Markup.of((out, plain) -> JteconfigGenerated.render(out, plain, frame, page));
    }

    /** Whether a discussion is an address that a page may link to. */
    public static boolean isLink(String issue) {
        String lower = issue.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private static ConfigPage of(List<ConfigVersion> all, ConfigVersion version) {
        List<ProgramRules> programs = new ArrayList<>();
        for (Program program : version.config().programs()) {
            programs.add(new ProgramRules(
                    program.name(),
                    "program-" + (programs.size() + 1),
                    program.versions(),
                    reasons(program, version.charts())));
        }
        return new ConfigPage(version, version.equals(all.get(all.size() - 1)), programs, history(all));
    }

    private static List<Step> history(List<ConfigVersion> all) {
        List<Step> history = new ArrayList<>();
        Optional<CollectionConfig> before = Optional.empty();
        for (ConfigVersion version : all) {
            history.add(0, new Step(version, ConfigDifference.between(before, version.config()), before.isEmpty()));
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
