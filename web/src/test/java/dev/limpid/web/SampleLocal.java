package dev.limpid.web;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.question.active.Omissions;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.web.local.LocalHome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A telemetry home with one week that was sent and one that is being counted. */
public final class SampleLocal {
    private SampleLocal() {}

    /** The home. */
    public static LocalHome home() {
        CollectionConfig config = config();
        ActiveQuestions questions = ActiveQuestions.of(config);
        Report counted = new Report(
                SampleCharts.DAY,
                Optional.empty(),
                0.01,
                config.version(),
                List.of(
                        new ProgramReport(
                                new Build("org.example/tool", "2.3", "java21", "linux", "amd64"),
                                Map.of(
                                        "tool/editor:vim",
                                        41L,
                                        "tool/editor:emacs",
                                        3L,
                                        "tool/secret:" + SampleStates.HOSTILE,
                                        7L,
                                        "tool/startup:<1s",
                                        12L),
                                Map.of(
                                        "tool/crash\norg.example.tool.Parser.next:+3\norg.example.tool.Main.main:+9",
                                        1L)),
                        new ProgramReport(
                                new Build("org.example/tool", "devel", "java21", "linux", "amd64"),
                                Map.of("tool/editor:vim", 2L),
                                Map.of())));
        List<Omission> leftOut = Omissions.of(questions, counted);
        String text = new String(
                AnswerCodec.toJson(questions.questions().get(0).answer(counted).orElseThrow()), StandardCharsets.UTF_8);
        LocalHome.Answered answer = new LocalHome.Answered("Editors", "asked of every machine, by version", text);
        LocalHome.Week open = new LocalHome.Week(
                SampleCharts.DAY.plusDays(3),
                false,
                counted,
                List.of(answer),
                leftOut,
                "It would be sent if this machine is drawn.");
        LocalHome.Week ended =
                new LocalHome.Week(SampleCharts.DAY.minusDays(4), true, counted, List.of(), leftOut, "It was sent.");
        return new LocalHome(
                "telemetry.example.org",
                "limpid",
                "on",
                "you chose it on 2026-10-01",
                Optional.of(new LocalHome.Asked(
                        config.version(),
                        List.of(new LocalHome.Question(
                                "org.example/tool/editors",
                                "Editors",
                                "Which editors are used.",
                                List.of("https://example.org/issues/1"),
                                "2 counters, by version, asked of every machine each week")),
                        List.of("Configuration v1.5.0 is on show."))),
                List.of(ended, open),
                List.of(new LocalHome.Sent(
                        SampleCharts.DAY.minusDays(4),
                        Optional.of(Instant.parse("2026-11-17T04:10:00Z")),
                        List.of(answer))),
                List.of("tool.v1.count: corrupt at byte 4096"));
    }

    private static CollectionConfig config() {
        Question editors = new Question(
                "editors",
                1,
                Set.of(Attribute.VERSION),
                new RequestedCounters.Named(List.of("tool/editor:vim", "tool/editor:emacs")),
                Optional.empty(),
                Optional.empty());
        return new CollectionConfig(
                "v1.4.0",
                List.of("linux"),
                List.of("amd64"),
                List.of("java21"),
                1,
                List.of(new CollectionConfig.Program("org.example/tool", List.of("2.3"), List.of(editors))));
    }

    /** A home in which nothing happened yet. */
    public static LocalHome empty() {
        return new LocalHome(
                "telemetry.example.org",
                "limpid",
                "local",
                "it is the default",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }
}
