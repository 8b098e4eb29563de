package dev.limpid.protocol.config;

import dev.limpid.protocol.config.Approval.ApprovedProgram;
import dev.limpid.protocol.config.Approval.Rule;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a report is cut down, and the same rule asked as a question. Each step answers with a
 * {@link Reason} against, or null: selecting keeps what has none, checking reports the first there is.
 */
final class Selection {

    private final UploadConfig config;
    private final Approval approval;
    private final Explanation explanation;

    Selection(UploadConfig config, Approval approval) {
        this.config = config;
        this.approval = approval;
        this.explanation = new Explanation(config);
    }

    Report select(Report local) {
        List<ProgramReport> kept = new ArrayList<>();
        if (Rates.covers(config.sampleRate(), local.x())) {
            for (ProgramReport program : local.programs()) {
                ApprovedProgram approved = approval.program(program.build().program());
                if (approved != null && against(program.build(), approved) == null) {
                    select(program, approved, local).ifPresent(kept::add);
                }
            }
        }
        return new Report(local.week(), Optional.empty(), local.x(), config.version(), kept);
    }

    /** A build stays, even with no count, if this X could have shown one: it is what shares are shares of. */
    private static Optional<ProgramReport> select(ProgramReport program, ApprovedProgram approved, Report report) {
        int position = approved.position(program.build().version());
        SortedMap<String, Long> counters = new TreeMap<>();
        program.counters().forEach((name, count) -> {
            if (count <= UploadConfig.MOST_COUNT
                    && againstCounter(approved.counters(name), position, report.week(), report.x()) == null) {
                counters.put(name, count);
            }
        });
        SortedMap<String, Long> stacks = new TreeMap<>();
        program.stacks().forEach((name, count) -> {
            Rule rule = stackRule(approved.stacks(StackName.prefix(name)), position, report.week(), report.x());
            String fitted = rule == null ? null : StackName.fit(name, rule.depth(), rule.frames());
            if (fitted != null && count <= UploadConfig.MOST_COUNT) {
                stacks.merge(fitted, count, (a, b) -> Math.min(a + b, UploadConfig.MOST_COUNT));
            }
        });
        boolean stays =
                !counters.isEmpty() || !stacks.isEmpty() || approved.collects(position, report.week(), report.x());
        return stays ? Optional.of(new ProgramReport(program.build(), counters, stacks)) : Optional.empty();
    }

    Optional<Refusal> check(Report upload) {
        if (!upload.config().equals(config.version())) {
            return refusal(Reason.OTHER_CONFIG, explanation.otherConfig(upload));
        }
        if (upload.lastWeek().isPresent()) {
            return refusal(Reason.LAST_WEEK, explanation.lastWeek());
        }
        if (!upload.programs().isEmpty() && !Rates.covers(config.sampleRate(), upload.x())) {
            return refusal(
                    Reason.REPORT_NOT_SAMPLED, explanation.notSampled("reports", upload.x(), config.sampleRate()));
        }
        for (ProgramReport program : upload.programs()) {
            Omission first = firstOmission(program, upload);
            if (first != null) {
                return Optional.of(new Refusal(first.code(), first.sentence()));
            }
        }
        return Optional.empty();
    }

    private @Nullable Omission firstOmission(ProgramReport program, Report report) {
        List<Omission> first = new ArrayList<>(1);
        omissions(program, report, first, 1);
        return first.isEmpty() ? null : first.get(0);
    }

    List<Omission> omissions(Report local) {
        List<Omission> omissions = new ArrayList<>();
        boolean sampled = Rates.covers(config.sampleRate(), local.x());
        for (ProgramReport program : local.programs()) {
            if (sampled) {
                omissions(program, local, omissions, Integer.MAX_VALUE);
            } else {
                String sentence = explanation.notSampled("reports", local.x(), config.sampleRate());
                omissions.add(omission(program.build(), Optional.empty(), Reason.REPORT_NOT_SAMPLED, sentence));
            }
        }
        return omissions;
    }

    /** Adds what may not pass of one build, until there are {@code most}. */
    private void omissions(ProgramReport program, Report report, List<Omission> omissions, int most) {
        Build build = program.build();
        ApprovedProgram approved = approval.program(build.program());
        Reason against = against(build, approved);
        if (approved == null || against != null) {
            Reason reason = against == null ? Reason.UNKNOWN_PROGRAM : against;
            omissions.add(omission(build, Optional.empty(), reason, explanation.build(reason, build)));
            return;
        }
        int position = approved.position(build.version());
        for (Map.Entry<String, Long> counter : program.counters().entrySet()) {
            String name = counter.getKey();
            List<Rule> rules = approved.counters(name);
            Reason reason = againstCounter(rules, position, report.week(), report.x());
            if (reason == null) {
                reason = againstCount(counter.getValue());
            }
            if (reason != null && omissions.size() < most) {
                String sentence = explanation.rule(reason, "counter", build, name, report.x(), rules);
                omissions.add(omission(build, Optional.of(name), reason, sentence));
            }
        }
        for (Map.Entry<String, Long> stack : program.stacks().entrySet()) {
            String name = stack.getKey();
            List<Rule> rules = approved.stacks(StackName.prefix(name));
            Reason reason = againstStack(name, rules, position, report.week(), report.x());
            if (reason == null) {
                reason = againstCount(stack.getValue());
            }
            if (reason != null && omissions.size() < most) {
                String sentence = explanation.rule(reason, "stack", build, name, report.x(), rules);
                omissions.add(omission(build, Optional.of(name), reason, sentence));
            }
        }
    }

    private @Nullable Reason against(Build build, @Nullable ApprovedProgram approved) {
        if (approved == null) {
            return Reason.UNKNOWN_PROGRAM;
        }
        if (build.version().equals(Build.DEVEL)) {
            return Reason.DEVELOPMENT_VERSION;
        }
        if (approved.position(build.version()) < 0) {
            return Reason.UNKNOWN_VERSION;
        }
        if (!approval.hasRuntime(build.runtime())) {
            return Reason.UNKNOWN_RUNTIME;
        }
        if (!approval.hasOs(build.os())) {
            return Reason.UNKNOWN_OS;
        }
        return approval.hasArch(build.arch()) ? null : Reason.UNKNOWN_ARCH;
    }

    /** Null if any rule lets it pass; otherwise what the last one, which came nearest, says. */
    private static @Nullable Reason againstCounter(List<Rule> rules, int position, LocalDate week, double x) {
        Reason reason = Reason.UNKNOWN_COUNTER;
        for (Rule rule : rules) {
            reason = rule.against(position, week, x);
            if (reason == null) {
                return null;
            }
        }
        return reason;
    }

    private static @Nullable Reason againstCount(long count) {
        return count <= UploadConfig.MOST_COUNT ? null : Reason.COUNT_TOO_HIGH;
    }

    private static @Nullable Reason againstStack(
            String name, List<Rule> rules, int position, LocalDate week, double x) {
        Rule rule = stackRule(rules, position, week, x);
        if (rule == null) {
            Reason reason = againstCounter(rules, position, week, x);
            return reason == Reason.UNKNOWN_COUNTER ? Reason.UNKNOWN_STACK : reason;
        }
        String fitted = StackName.fit(name, rule.depth(), rule.frames());
        if (fitted == null) {
            return Reason.MALFORMED_STACK;
        }
        if (fitted.equals(name)) {
            return null;
        }
        return rule.depth() > 0 && StackName.depth(name) > rule.depth() ? Reason.STACK_TOO_DEEP : Reason.FRAME_OUTSIDE;
    }

    /** The rule that says what a stack may show: the first that lets it pass at all. */
    private static @Nullable Rule stackRule(List<Rule> rules, int position, LocalDate week, double x) {
        for (Rule rule : rules) {
            if (rule.against(position, week, x) == null) {
                return rule;
            }
        }
        return null;
    }

    private static Omission omission(Build build, Optional<String> name, Reason reason, String sentence) {
        return new Omission(build, name, reason.code(), sentence);
    }

    private static Optional<Refusal> refusal(Reason reason, String sentence) {
        return Optional.of(new Refusal(reason.code(), sentence));
    }
}
