package dev.limpid.protocol.config;

import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration turned into lookups by name. Immutable once made. */
final class Approval {

    private final Set<String> os;
    private final Set<String> arch;
    private final Set<String> runtime;
    private final Map<String, ApprovedProgram> programs = new HashMap<>();

    Approval(UploadConfig config) {
        os = Set.copyOf(new HashSet<>(config.os()));
        arch = Set.copyOf(new HashSet<>(config.arch()));
        runtime = Set.copyOf(new HashSet<>(config.runtime()));
        for (UploadConfig.Program program : config.programs()) {
            if (programs.put(program.name(), new ApprovedProgram(program)) != null) {
                throw new IllegalArgumentException(
                        "the configuration lists the program " + program.name() + " twice, expected once");
            }
        }
    }

    boolean hasOs(String name) {
        return os.contains(name);
    }

    boolean hasArch(String name) {
        return arch.contains(name);
    }

    boolean hasRuntime(String name) {
        return runtime.contains(name);
    }

    @Nullable
    ApprovedProgram program(String name) {
        return programs.get(name);
    }

    /** One program: its versions by position in their order, its rules by name. */
    static final class ApprovedProgram {

        private final Map<String, Integer> versions = new HashMap<>();
        private final Map<String, Rule> counters = new HashMap<>();
        private final Map<String, Rule> stacks = new HashMap<>();

        private ApprovedProgram(UploadConfig.Program program) {
            for (String version : program.versions()) {
                versions.putIfAbsent(version, versions.size());
            }
            for (CounterRule rule : program.counters()) {
                Rule indexed = new Rule(rule.rate(), position(program, rule.since()), 0, List.of());
                counters.merge(rule.name(), indexed, Rule::wider);
            }
            for (StackRule rule : program.stacks()) {
                Rule indexed = new Rule(rule.rate(), position(program, rule.since()), rule.depth(), rule.frames());
                if (stacks.put(rule.name(), indexed) != null) {
                    throw new IllegalArgumentException("the configuration lists the stack " + rule.name() + " of "
                            + program.name() + " twice, expected once");
                }
            }
        }

        private int position(UploadConfig.Program program, Optional<String> since) {
            if (since.isEmpty()) {
                return 0;
            }
            Integer position = versions.get(since.get());
            if (position == null) {
                throw new IllegalArgumentException("a rule of " + program.name() + " starts at version " + since.get()
                        + ", expected one of the versions that the program lists");
            }
            return position;
        }

        /** Where a version stands among the program's, or -1. */
        int position(String version) {
            return versions.getOrDefault(version, -1);
        }

        @Nullable
        Rule counter(String name) {
            return counters.get(name);
        }

        @Nullable
        Rule stack(String prefix) {
            return stacks.get(prefix);
        }

        /** Whether a report with this X may hold anything of the version at this position. */
        boolean collects(int position, double x) {
            return counters.values().stream().anyMatch(rule -> rule.collects(position, x))
                    || stacks.values().stream().anyMatch(rule -> rule.collects(position, x));
        }
    }

    /** A counter's or a stack's rule; {@code since} is a position among the program's versions. */
    record Rule(double rate, int since, int depth, List<String> frames) {

        boolean collects(int position, double x) {
            return position >= since && Rates.covers(rate, x);
        }

        /** What two charts ask for together. */
        Rule wider(Rule other) {
            return new Rule(Math.max(rate, other.rate), Math.min(since, other.since), 0, List.of());
        }
    }
}
