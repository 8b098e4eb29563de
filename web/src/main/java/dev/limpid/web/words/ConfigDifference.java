package dev.limpid.web.words;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one version of the configuration collects that the one before did not, and what no more.
 *
 * @param more sentences on what is newly collected, or from more programs and machines
 * @param less sentences on what is collected no more, or from fewer
 */
public record ConfigDifference(List<String> more, List<String> less) {
    public ConfigDifference {
        more = List.copyOf(more);
        less = List.copyOf(less);
    }

    /** The difference to the version before; everything is new in the first one. */
    public static ConfigDifference between(Optional<UploadConfig> before, UploadConfig after) {
        List<String> more = new ArrayList<>();
        List<String> less = new ArrayList<>();
        platform("operating system", before.map(UploadConfig::os).orElse(List.of()), after.os(), more, less);
        platform("processor", before.map(UploadConfig::arch).orElse(List.of()), after.arch(), more, less);
        platform("runtime", before.map(UploadConfig::runtime).orElse(List.of()), after.runtime(), more, less);
        rate("machines that report in a week", before.map(UploadConfig::sampleRate), after.sampleRate(), more, less);
        Map<String, Program> old = byName(before.map(UploadConfig::programs).orElse(List.of()));
        Map<String, Program> now = byName(after.programs());
        for (String name : union(old.keySet(), now.keySet())) {
            programs(Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name)), more, less);
        }
        return new ConfigDifference(more, less);
    }

    /** Whether the two collect the same. */
    public boolean isEmpty() {
        return more.isEmpty() && less.isEmpty();
    }

    private static void programs(
            Optional<Program> before, Optional<Program> after, List<String> more, List<String> less) {
        String name = after.or(() -> before).map(Program::name).orElse("");
        platform(
                name + ": version",
                before.map(Program::versions).orElse(List.of()),
                after.map(Program::versions).orElse(List.of()),
                more,
                less);
        rules(name + ": counter", counters(before), counters(after), more, less);
        rules(name + ": stack counter", stacks(before), stacks(after), more, less);
    }

    private static void rules(
            String what, Map<String, Double> before, Map<String, Double> after, List<String> more, List<String> less) {
        for (String name : union(before.keySet(), after.keySet())) {
            Double old = before.get(name);
            Double now = after.get(name);
            if (old == null && now != null) {
                more.add(what + " " + name + ", from " + Numbers.percent(now) + " of machines");
            } else if (old != null && now == null) {
                less.add(what + " " + name);
            } else if (old != null && now != null) {
                rate(what + " " + name + ": machines", Optional.of(old), now, more, less);
            }
        }
    }

    private static void rate(String what, Optional<Double> before, double after, List<String> more, List<String> less) {
        if (before.isPresent() && before.get() != after) {
            (after > before.get() ? more : less)
                    .add(what + ": " + Numbers.percent(before.get()) + " → " + Numbers.percent(after));
        }
    }

    private static void platform(
            String what, List<String> before, List<String> after, List<String> more, List<String> less) {
        names(what, after, before).ifPresent(more::add);
        names(what, before, after).ifPresent(less::add);
    }

    /** One sentence for all names that are in {@code those} and not in {@code others}. */
    private static Optional<String> names(String what, List<String> those, List<String> others) {
        List<String> only = new ArrayList<>(those);
        only.removeAll(others);
        return switch (only.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(what + " " + only.get(0));
            default -> Optional.of(what + "s " + String.join(", ", only));
        };
    }

    private static Map<String, Program> byName(List<Program> programs) {
        Map<String, Program> byName = new TreeMap<>();
        programs.forEach(program -> byName.put(program.name(), program));
        return byName;
    }

    private static Map<String, Double> counters(Optional<Program> program) {
        Map<String, Double> rates = new TreeMap<>();
        program.map(Program::counters)
                .orElse(List.of())
                .forEach((CounterRule rule) -> rates.put(rule.name(), rule.rate()));
        return rates;
    }

    private static Map<String, Double> stacks(Optional<Program> program) {
        Map<String, Double> rates = new TreeMap<>();
        program.map(Program::stacks).orElse(List.of()).forEach((StackRule rule) -> rates.put(rule.name(), rule.rate()));
        return rates;
    }

    private static Collection<String> union(Collection<String> some, Collection<String> others) {
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
