package dev.limpid.web.page;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.review.Change;
import dev.limpid.protocol.review.ConfigDifference;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JteconfigGenerated;
import dev.limpid.web.words.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One version of the configuration, every counter in words with its reason and its rate, and how it came about.
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

    /** One program: its versions, and the charts for which something is asked of it. */
    public record ProgramRules(String name, String anchor, List<String> versions, List<Reason> reasons) {
        public ProgramRules {
            versions = List.copyOf(versions);
            reasons = List.copyOf(reasons);
        }
    }

    /** A chart, if it is known, and the counters that are asked for it. */
    public record Reason(Optional<Chart> chart, List<Asked> asked) {
        public Reason {
            asked = List.copyOf(asked);
        }

        /** Who sends all of these, where that is the same for each. */
        public Optional<String> terms() {
            List<String> different = asked.stream().map(Asked::terms).distinct().toList();
            return different.size() == 1 ? Optional.of(different.get(0)) : Optional.empty();
        }
    }

    /** A counter or stack counter and its rate. */
    public record Asked(String name, boolean stack, double rate, Optional<String> since) {

        /** Who sends it, in words. */
        public String terms() {
            String machines = rate >= 1
                    ? "every machine that takes part"
                    : Numbers.percent(rate) + " of the machines that take part";
            return machines
                    + since.map(version -> ", from version " + version).orElse("")
                    + (stack ? ", with the stack" : "");
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
                    : count(Change.Direction.MORE) + " more, " + count(Change.Direction.LESS) + " less";
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
        Optional<UploadConfig> before = Optional.empty();
        for (ConfigVersion version : all) {
            history.add(0, new Step(version, ConfigDifference.between(before, version.config()), before.isEmpty()));
            before = Optional.of(version.config());
        }
        return history;
    }

    /** Every counter under each chart that asks for it; those that no known chart asks for come last, without one. */
    private static List<Reason> reasons(Program program, List<Chart> charts) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (CounterRule rule : program.counters()) {
            asked.put(rule.name(), new Asked(rule.name(), false, rule.rate(), rule.since()));
        }
        for (StackRule rule : program.stacks()) {
            asked.put(rule.name(), new Asked(rule.name(), true, rule.rate(), rule.since()));
        }
        Map<String, Asked> unexplained = new LinkedHashMap<>(asked);
        List<Reason> reasons = new ArrayList<>();
        for (Chart chart : charts) {
            List<Asked> of = chart.program().equals(program.name())
                    ? chart.collected().stream()
                            .filter(asked::containsKey)
                            .map(asked::get)
                            .toList()
                    : List.of();
            if (!of.isEmpty()) {
                reasons.add(new Reason(Optional.of(chart), of));
                of.forEach(one -> unexplained.remove(one.name()));
            }
        }
        if (!unexplained.isEmpty()) {
            reasons.add(new Reason(Optional.empty(), List.copyOf(unexplained.values())));
        }
        return reasons;
    }
}
