package dev.limpid.dist.stacks;

import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site with the crashes of several weeks, made by the fold as a server makes it. */
final class PublishedCrashes {

    static final LocalDate FIRST = LocalDate.of(2026, 9, 7);

    private static final String CHARTS = """
            title: Crashes
            description: where it fails
            type: stack
            program: org.example/tool
            counter: crash/crash
            id: crashes
            by: version, os
            ---
            title: Systems
            description: what it runs on
            type: partition
            program: org.example/tool
            counter: limpid/os
            id: systems
            by: none
            """;

    private final List<Chart> charts;
    private final QuestionPlan plan;
    private final List<AnswerFold> weeks = new ArrayList<>();

    PublishedCrashes() throws IOException {
        try {
            charts = ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IOException(e);
        }
        List<Question> questions = List.of(new Question(
                "crashes",
                0.5,
                charts.get(0).by(),
                new RequestedCounters.Stacks("crash/crash", 16, List.of()),
                Optional.empty(),
                Optional.empty()));
        CollectionConfig config = new CollectionConfig(
                "v1.0.0",
                List.of("darwin", "linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program(
                        "org.example/tool", List.of("1.0.0", "1.1.0-rc.1", "1.1.0", "1.2.0"), questions)));
        plan = new QuestionPlan(charts, List.of(config));
    }

    /** Begins the next week, in which 100 machines did not crash. */
    PublishedCrashes week() {
        weeks.add(new AnswerFold(plan));
        return add("1.0.0", "linux", 100, Map.of());
    }

    /** Machines on which something crashed: frames, separated by spaces. */
    PublishedCrashes crash(String version, String os, int machines, String frames) {
        return add(version, os, machines, Map.of("crash/crash\n" + frames.replace(' ', '\n'), 1L));
    }

    private PublishedCrashes add(String version, String os, int machines, Map<String, Long> counts) {
        Map<Attribute, String> build = new EnumMap<>(Map.of(Attribute.VERSION, version, Attribute.OS, os));
        weeks.get(weeks.size() - 1)
                .add(new PublishedAnswer(
                        new Answer(
                                FIRST.plusWeeks(weeks.size() - 1L),
                                "v1.0.0",
                                "org.example/tool/crashes",
                                List.of(new AnswerPart(build, counts))),
                        machines));
        return this;
    }

    /** Writes them as an exported site has them. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("charts"));
        Files.createDirectories(folder.resolve("data"));
        List<String> index = new ArrayList<>();
        for (int i = 0; i < weeks.size(); i++) {
            LocalDate week = FIRST.plusWeeks(i);
            index.add("{\"Period\":\"" + week + "\",\"Revision\":0}");
            Files.write(
                    folder.resolve("charts").resolve(week + ".json"),
                    ChartSetCodec.toJson(new ChartSetBuilder(weeks.get(i), "telemetry.example.org", "v1.0.0")
                            .build(Period.week(week))));
        }
        Files.writeString(
                folder.resolve("data").resolve("index.json"),
                "{\"Weeks\":[],\"Charts\":[" + String.join(",", index) + "]}\n");
    }
}
