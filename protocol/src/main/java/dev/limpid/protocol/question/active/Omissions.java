package dev.limpid.protocol.question.active;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.ProgramQuestion;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the counts that stay on the machine even if every question is answered, and the reasons, to show them to the
 * user. For one thread at a time.
 */
public final class Omissions {

    private final List<ProgramQuestion> program = new ArrayList<>();
    private final List<ProgramQuestion> build = new ArrayList<>();
    private final List<Omission> omissions = new ArrayList<>();
    private final ActiveQuestions questions;
    private final Report local;

    private Omissions(ActiveQuestions questions, Report local) {
        this.questions = questions;
        this.local = local;
    }

    /** Every build, counter and stack that no question asks for. */
    public static List<Omission> of(ActiveQuestions questions, Report local) {
        Omissions found = new Omissions(questions, local);
        local.programs().forEach(found::program);
        return found.omissions;
    }

    private void program(ProgramReport counted) {
        program.clear();
        build.clear();
        for (ActiveQuestions.ActiveQuestion question : questions.questions()) {
            question.config()
                    .programQuestion(question.chart())
                    .filter(asked ->
                            asked.program().name().equals(counted.build().program()))
                    .filter(asked -> asked.question().covers(local.week().minusDays(1)))
                    .ifPresent(asked -> {
                        program.add(asked);
                        if (asks(question.config(), asked, counted.build())) {
                            build.add(asked);
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

    private static boolean asks(CollectionConfig config, ProgramQuestion asked, Build of) {
        return !of.version().equals(Build.DEVEL)
                && config.knows(asked, Attribute.VERSION, of.version())
                && asked.question().by().stream()
                        .allMatch(attribute -> config.knows(asked, attribute, attribute.of(of)));
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
        return Optional.of(new Omission(of, Optional.empty(), code, message(code, values)));
    }

    private static LocalizableMessage message(String code, Object... values) {
        return LocalizableMessage.of(Omissions.class, "omissions", code, values);
    }

    private void counter(Build of, String name, long count) {
        boolean asked = build.stream()
                .anyMatch(each -> each.question().asked() instanceof RequestedCounters.Named counters
                        && counters.names().contains(name));
        add(of, name, count, asked, "unknown-counter");
    }

    private void stack(Build of, String name, long count) {
        boolean asked = build.stream()
                .anyMatch(each -> each.question().asked() instanceof RequestedCounters.Stacks stacks
                        && stacks.counter().equals(StackNameSyntax.prefix(name)));
        add(of, name, count, asked, "unknown-stack");
    }

    private void add(Build of, String name, long count, boolean asked, String code) {
        if (!asked) {
            omissions.add(new Omission(
                    of,
                    Optional.of(name),
                    code,
                    message("unknown-counter", "counter", Quoted.of(StackNameSyntax.prefix(name)))));
        } else if (count > AnswerLimits.MOST_COUNT) {
            omissions.add(new Omission(
                    of,
                    Optional.of(name),
                    "count-too-high",
                    message(
                            "count-too-high",
                            "counter",
                            Quoted.of(StackNameSyntax.prefix(name)),
                            "count",
                            Long.toString(count))));
        }
    }
}
