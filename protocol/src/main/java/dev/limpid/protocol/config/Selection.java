package dev.limpid.protocol.config;

import dev.limpid.protocol.config.Approval.ApprovedProgram;
import dev.limpid.protocol.config.Approval.Rule;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackName;
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
                    select(program, approved, local.x()).ifPresent(kept::add);
                }
            }
        }
        return new Report(local.week(), Optional.empty(), local.x(), config.version(), kept);
    }

    /** A build stays, even with no count, if this X could have shown one: it is what shares are shares of. */
    private static Optional<ProgramReport> select(ProgramReport program, ApprovedProgram approved, double x) {
        int position = approved.position(program.build().version());
        SortedMap<String, Long> counters = new TreeMap<>();
        program.counters().forEach((name, count) -> {
            if (against(approved.counter(name), Reason.UNKNOWN_COUNTER, position, x) == null) {
                counters.put(name, count);
            }
        });
        SortedMap<String, Long> stacks = new TreeMap<>();
        program.stacks().forEach((name, count) -> {
            Rule rule = approved.stack(StackName.prefix(name));
            if (rule != null && against(rule, Reason.UNKNOWN_STACK, position, x) == null) {
                String fitted = StackName.fit(name, rule.depth(), rule.frames());
                if (fitted != null) {
                    stacks.merge(fitted, count, ProgramReport::saturatingSum);
                }
            }
        });
        boolean stays = !counters.isEmpty() || !stacks.isEmpty() || approved.collects(position, x);
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
            Optional<Refusal> refusal = check(program, upload.x());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> check(ProgramReport program, double x) {
        Build build = program.build();
        ApprovedProgram approved = approval.program(build.program());
        Reason reason = against(build, approved);
        if (approved == null || reason != null) {
            Reason known = reason == null ? Reason.UNKNOWN_PROGRAM : reason;
            return refusal(known, explanation.build(known, build));
        }
        int position = approved.position(build.version());
        for (String name : program.counters().keySet()) {
            Rule rule = approved.counter(name);
            Reason counter = against(rule, Reason.UNKNOWN_COUNTER, position, x);
            if (counter != null) {
                return refusal(counter, explanation.rule(counter, "counter", build, name, x, rule));
            }
        }
        for (String name : program.stacks().keySet()) {
            String prefix = StackName.prefix(name);
            Rule rule = approved.stack(prefix);
            Reason stack = againstStack(name, rule, position, x);
            if (stack != null) {
                return refusal(stack, explanation.rule(stack, "stack", build, name, x, rule));
            }
        }
        return Optional.empty();
    }

    List<Omission> omissions(Report local) {
        List<Omission> omissions = new ArrayList<>();
        boolean sampled = Rates.covers(config.sampleRate(), local.x());
        for (ProgramReport program : local.programs()) {
            Build build = program.build();
            ApprovedProgram approved = approval.program(build.program());
            Reason reason = against(build, approved);
            if (!sampled) {
                String sentence = explanation.notSampled("reports", local.x(), config.sampleRate());
                omissions.add(new Omission(build, Optional.empty(), Reason.REPORT_NOT_SAMPLED.code(), sentence));
            } else if (approved == null || reason != null) {
                Reason against = reason == null ? Reason.UNKNOWN_PROGRAM : reason;
                String sentence = explanation.build(against, build);
                omissions.add(new Omission(build, Optional.empty(), against.code(), sentence));
            } else {
                omissions(program, approved, local.x(), omissions);
            }
        }
        return omissions;
    }

    private void omissions(ProgramReport program, ApprovedProgram approved, double x, List<Omission> omissions) {
        Build build = program.build();
        int position = approved.position(build.version());
        for (String name : program.counters().keySet()) {
            Rule rule = approved.counter(name);
            Reason reason = against(rule, Reason.UNKNOWN_COUNTER, position, x);
            if (reason != null) {
                String sentence = explanation.rule(reason, "counter", build, name, x, rule);
                omissions.add(new Omission(build, Optional.of(name), reason.code(), sentence));
            }
        }
        for (Map.Entry<String, Long> stack : program.stacks().entrySet()) {
            String name = stack.getKey();
            Rule rule = approved.stack(StackName.prefix(name));
            Reason reason = againstStack(name, rule, position, x);
            if (reason != null) {
                String sentence = explanation.rule(reason, "stack", build, name, x, rule);
                omissions.add(new Omission(build, Optional.of(name), reason.code(), sentence));
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

    private static @Nullable Reason against(@Nullable Rule rule, Reason unknown, int position, double x) {
        if (rule == null) {
            return unknown;
        }
        if (position < rule.since()) {
            return Reason.VERSION_TOO_EARLY;
        }
        return Rates.covers(rule.rate(), x) ? null : Reason.NOT_SAMPLED;
    }

    private static @Nullable Reason againstStack(String name, @Nullable Rule rule, int position, double x) {
        Reason reason = against(rule, Reason.UNKNOWN_STACK, position, x);
        if (reason != null || rule == null) {
            return reason;
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

    private static Optional<Refusal> refusal(Reason reason, String sentence) {
        return Optional.of(new Refusal(reason.code(), sentence));
    }
}
