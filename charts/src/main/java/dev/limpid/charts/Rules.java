package dev.limpid.charts;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one configuration asked of one program in some weeks: at which rate each of its charts is sampled, and from which
 * version on. A rate of 0 means that it did not ask. Where versions are sampled at different rates the lowest counts:
 * reports with a larger X are left out, since they would show only some of the versions.
 */
final class Rules {

    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, List<Rule>> counters = new HashMap<>();
    private final Map<String, List<Rule>> stacks = new HashMap<>();
    private final double sampleRate;
    private final double highest;

    /** A rate, and the position of the first version it holds for. */
    record Rule(double rate, int since) {

        private static final Rule NEVER = new Rule(0, 0);

        /** What was asked of both: a chart of several counters is known only where all of them were. */
        private Rule and(Rule other) {
            return new Rule(Math.min(rate, other.rate), Math.max(since, other.since));
        }
    }

    /**
     * The rules that hold for a week.
     *
     * @param week the day on which the week ended
     */
    Rules(UploadConfig config, UploadConfig.Program program, LocalDate week) {
        sampleRate = config.sampleRate();
        for (String version : program.versions()) {
            positions.putIfAbsent(version, positions.size());
        }
        for (CounterRule rule : program.counters()) {
            if (rule.holdsIn(week)) {
                add(counters, rule.name(), rule.rate(), rule.since());
            }
        }
        for (StackRule rule : program.stacks()) {
            if (rule.holdsIn(week)) {
                add(stacks, rule.name(), rule.rate(), rule.since());
            }
        }
        highest = Math.max(highest(counters.values(), Integer.MAX_VALUE), highest(stacks.values(), Integer.MAX_VALUE));
    }

    private void add(Map<String, List<Rule>> to, String name, double rate, Optional<String> since) {
        to.computeIfAbsent(name, key -> new ArrayList<>())
                .add(new Rule(
                        Math.min(rate, sampleRate), since.map(this::position).orElse(0)));
    }

    /** Where a version stands; one that was made coarser counts as the newest. */
    int position(String version) {
        return positions.getOrDefault(version, Integer.MAX_VALUE);
    }

    /** What was asked of all these counters together. */
    Rule all(List<String> names) {
        return names.stream()
                .map(name -> lowest(List.of(counters.getOrDefault(name, List.of()))))
                .reduce(Rule::and)
                .orElse(Rule.NEVER);
    }

    /** What was asked of those of these counters that were asked for at all: a bucket may have been added later. */
    Rule known(List<String> names) {
        return all(names.stream().filter(this::asks).toList());
    }

    boolean asks(String counter) {
        return lowest(List.of(counters.getOrDefault(counter, List.of()))).rate() > 0;
    }

    Rule stack(String prefix) {
        return lowest(List.of(stacks.getOrDefault(prefix, List.of())));
    }

    /**
     * The rate within which a report lists every build of the program: a build is in a report if the report's X is
     * within the rate of anything that is collected of its version, so the lowest of these over the versions.
     */
    Rule presence() {
        List<List<Rule>> everything = new ArrayList<>(counters.values());
        everything.addAll(stacks.values());
        return new Rule(lowest(everything).rate(), 0);
    }

    /** The rate within which a machine reports anything of the program's newest version. */
    double highest() {
        return highest;
    }

    /** The lowest rate over the versions that any of these rules holds for, and the first of these versions. */
    private Rule lowest(Collection<List<Rule>> rules) {
        double lowest = 1;
        int first = -1;
        for (int position = 0; position < positions.size(); position++) {
            double rate = highest(rules, position);
            if (rate > 0) {
                lowest = Math.min(lowest, rate);
                first = first < 0 ? position : first;
            }
        }
        return first < 0 ? Rule.NEVER : new Rule(lowest, first);
    }

    private static double highest(Collection<List<Rule>> rules, int position) {
        double highest = 0;
        for (List<Rule> some : rules) {
            for (Rule rule : some) {
                if (position >= rule.since()) {
                    highest = Math.max(highest, rule.rate());
                }
            }
        }
        return highest;
    }
}
