package dev.limpid.charts;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one configuration asked of one program: at which rate each of its charts is sampled, and from which version on.
 * A rate of 0 means that the configuration did not ask.
 */
final class Rules {

    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Rule> counters = new HashMap<>();
    private final Map<String, Rule> stacks = new HashMap<>();
    private final double sampleRate;
    private final double highest;

    /** A rate, and the position of the first version it holds for. */
    record Rule(double rate, int since) {

        private static final Rule NEVER = new Rule(0, 0);

        /** What both ask for: a chart of several counters is known only where all of them were. */
        private Rule and(Rule other) {
            return new Rule(Math.min(rate, other.rate), Math.max(since, other.since));
        }

        private Rule or(Rule other) {
            return new Rule(Math.max(rate, other.rate), Math.min(since, other.since));
        }
    }

    Rules(UploadConfig config, UploadConfig.Program program) {
        sampleRate = config.sampleRate();
        for (String version : program.versions()) {
            positions.putIfAbsent(version, positions.size());
        }
        for (CounterRule rule : program.counters()) {
            counters.merge(rule.name(), rule(rule.rate(), rule.since()), Rule::or);
        }
        for (StackRule rule : program.stacks()) {
            stacks.merge(rule.name(), rule(rule.rate(), rule.since()), Rule::or);
        }
        highest = Math.max(highest(counters.values(), Integer.MAX_VALUE), highest(stacks.values(), Integer.MAX_VALUE));
    }

    private Rule rule(double rate, Optional<String> since) {
        return new Rule(Math.min(rate, sampleRate), since.map(this::position).orElse(0));
    }

    /** Where a version stands; one that was made coarser counts as the newest. */
    int position(String version) {
        return positions.getOrDefault(version, Integer.MAX_VALUE);
    }

    /** What was asked of all these counters together. */
    Rule all(List<String> names) {
        return names.stream()
                .map(name -> counters.getOrDefault(name, Rule.NEVER))
                .reduce(Rule::and)
                .orElse(Rule.NEVER);
    }

    /** What was asked of those of these counters that were asked for at all: a bucket may have been added later. */
    Rule known(List<String> names) {
        return all(names.stream().filter(this::asks).toList());
    }

    boolean asks(String counter) {
        return counters.getOrDefault(counter, Rule.NEVER).rate() > 0;
    }

    Rule stack(String prefix) {
        return stacks.getOrDefault(prefix, Rule.NEVER);
    }

    /**
     * The rate within which a report lists every build of the program: a build is in a report if the report's X is
     * within the rate of anything that is collected of its version, so the lowest of these over the versions.
     */
    Rule presence() {
        double lowest = 1;
        boolean any = false;
        for (int position = 0; position < positions.size(); position++) {
            double highest = Math.max(highest(counters.values(), position), highest(stacks.values(), position));
            if (highest > 0) {
                lowest = Math.min(lowest, highest);
                any = true;
            }
        }
        return any ? new Rule(lowest, 0) : Rule.NEVER;
    }

    /** The rate within which a machine reports anything of the program's newest version. */
    double highest() {
        return highest;
    }

    private static double highest(Collection<Rule> rules, int position) {
        double highest = 0;
        for (Rule rule : rules) {
            if (position >= rule.since()) {
                highest = Math.max(highest, rule.rate());
            }
        }
        return highest;
    }
}
