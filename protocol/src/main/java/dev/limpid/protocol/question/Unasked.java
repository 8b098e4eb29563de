package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.question.CollectionConfig.Placed;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackName;
import dev.limpid.protocol.text.Quoted;
import dev.limpid.protocol.text.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a machine's counts stays there though every question is answered, and why: for whoever wants to know. For one
 * thread at a time.
 */
public final class Unasked {

    private final List<Placed> program = new ArrayList<>();
    private final List<Placed> build = new ArrayList<>();
    private final List<Omission> omissions = new ArrayList<>();
    private final QuestionsInUse questions;
    private final Report local;

    private Unasked(QuestionsInUse questions, Report local) {
        this.questions = questions;
        this.local = local;
    }

    /** Every build, counter and stack that no question asks for. */
    public static List<Omission> of(QuestionsInUse questions, Report local) {
        Unasked unasked = new Unasked(questions, local);
        local.programs().forEach(unasked::program);
        return unasked.omissions;
    }

    private void program(ProgramReport counted) {
        program.clear();
        build.clear();
        for (QuestionsInUse.InUse question : questions.questions()) {
            question.config()
                    .placed(question.chart())
                    .filter(placed ->
                            placed.program().name().equals(counted.build().program()))
                    .filter(placed -> placed.question().covers(local.week().minusDays(1)))
                    .ifPresent(placed -> {
                        program.add(placed);
                        if (asks(question.config(), placed, counted.build())) {
                            build.add(placed);
                        }
                    });
        }
        Optional<Omission> whole = whole(counted.build());
        if (whole.isPresent()) {
            omissions.add(whole.get());
            return;
        }
        counted.counters().forEach((name, count) -> counter(counted.build(), name, count));
        counted.stacks().forEach((name, count) -> stack(counted.build(), name, count));
    }

    private static boolean asks(CollectionConfig config, Placed placed, Build of) {
        return !of.version().equals(Build.DEVEL)
                && config.knows(placed, Attribute.VERSION, of.version())
                && placed.question().by().stream()
                        .allMatch(attribute -> config.knows(placed, attribute, attribute.of(of)));
    }

    private Optional<Omission> whole(Build of) {
        if (program.isEmpty()) {
            return omission(of, "unknown-program", "program", Quoted.of(of.program()));
        }
        if (of.version().equals(Build.DEVEL)) {
            return omission(of, "development-version", "program", of.program());
        }
        return build.isEmpty()
                ? omission(
                        of,
                        "unknown-version",
                        "program",
                        of.program(),
                        "version",
                        Quoted.of(of.version()),
                        "runtime",
                        Quoted.of(of.runtime()),
                        "os",
                        Quoted.of(of.os()),
                        "arch",
                        Quoted.of(of.arch()))
                : Optional.empty();
    }

    private static Optional<Omission> omission(Build of, String code, Object... values) {
        return Optional.of(new Omission(of, Optional.empty(), code, said(code, values)));
    }

    private static Said said(String code, Object... values) {
        return Said.of(Unasked.class, "unasked", code, values);
    }

    private void counter(Build of, String name, long count) {
        boolean asked = build.stream()
                .anyMatch(placed -> placed.question().asked() instanceof RequestedCounters.Named counters
                        && counters.names().contains(name));
        add(of, name, count, asked, "unknown-counter");
    }

    private void stack(Build of, String name, long count) {
        boolean asked = build.stream()
                .anyMatch(placed -> placed.question().asked() instanceof RequestedCounters.Stacks stacks
                        && stacks.counter().equals(StackName.prefix(name)));
        add(of, name, count, asked, "unknown-stack");
    }

    private void add(Build of, String name, long count, boolean asked, String code) {
        if (!asked) {
            omissions.add(new Omission(
                    of,
                    Optional.of(name),
                    code,
                    said("unknown-counter", "counter", Quoted.of(StackName.prefix(name)))));
        } else if (count > AnswerLimits.MOST_COUNT) {
            omissions.add(new Omission(
                    of,
                    Optional.of(name),
                    "count-too-high",
                    said(
                            "count-too-high",
                            "counter",
                            Quoted.of(StackName.prefix(name)),
                            "count",
                            Long.toString(count))));
        }
    }
}
