package dev.limpid.protocol.config;

import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.report.Build;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration turned into lookups by name. Immutable once made. */
final class Approval {

    private final Set<String> os;
    private final Set<String> arch;
    private final Set<String> runtime;
    private final Map<String, ApprovedProgram> programs = new HashMap<>();

    Approval(UploadConfig config) {
        os = Set.copyOf(config.os());
        arch = Set.copyOf(config.arch());
        runtime = Set.copyOf(config.runtime());
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

    OptionalDouble rate(Build build, String name, LocalDate week) {
        ApprovedProgram program = programs.get(build.program());
        int position = program == null ? -1 : program.position(build.version());
        if (program == null || position < 0) {
            return OptionalDouble.empty();
        }
        List<Rule> rules = program.counters(name).isEmpty() ? program.stacks(name) : program.counters(name);
        return rules.stream()
                .filter(rule -> rule.holds(position, week) && rule.rate() > 0)
                .mapToDouble(Rule::rate)
                .max();
    }

    /** One program: its versions by position in their order, its rules by name. */
    static final class ApprovedProgram {

        private final Map<String, Integer> versions = new HashMap<>();
        private final Map<String, List<Rule>> counters = new HashMap<>();
        private final Map<String, List<Rule>> stacks = new HashMap<>();

        private ApprovedProgram(UploadConfig.Program program) {
            for (String version : program.versions()) {
                versions.putIfAbsent(version, versions.size());
            }
            for (CounterRule rule : program.counters()) {
                int since = position(program, rule.since());
                counters.computeIfAbsent(rule.name(), name -> new ArrayList<>(1))
                        .add(new Rule(rule.rate(), since, rule.until(), 0, List.of()));
            }
            for (StackRule rule : program.stacks()) {
                int since = position(program, rule.since());
                stacks.computeIfAbsent(rule.name(), name -> new ArrayList<>(1))
                        .add(new Rule(rule.rate(), since, rule.until(), rule.depth(), rule.frames()));
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

        /** The rules of a counter: none if no chart asks for it, several if several do. */
        List<Rule> counters(String name) {
            return counters.getOrDefault(name, List.of());
        }

        List<Rule> stacks(String prefix) {
            return stacks.getOrDefault(prefix, List.of());
        }

        /** Whether a report with this X may hold anything of the version at this position. */
        boolean collects(int position, LocalDate week, double x) {
            return collects(counters, position, week, x) || collects(stacks, position, week, x);
        }

        private static boolean collects(Map<String, List<Rule>> rules, int position, LocalDate week, double x) {
            return rules.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(rule -> rule.against(position, week, x) == null);
        }
    }

    /** A counter's or a stack's rule; {@code since} is a position among the program's versions. */
    record Rule(double rate, int since, Optional<LocalDate> until, int depth, List<String> frames) {

        /** Whether it holds for a version, and for a week that ended before this day. */
        boolean holds(int position, LocalDate week) {
            return position >= since && holdsIn(week);
        }

        private boolean holdsIn(LocalDate week) {
            return UploadConfig.holdsIn(until, week);
        }

        /** Why it does not let a count pass; null if it does. */
        @Nullable
        Reason against(int position, LocalDate week, double x) {
            if (position < since) {
                return Reason.VERSION_TOO_EARLY;
            }
            if (!holdsIn(week)) {
                return Reason.EXPIRED;
            }
            return Rates.covers(rate, x) ? null : Reason.NOT_SAMPLED;
        }
    }
}
