package dev.limpid.testkit.collection;

import dev.limpid.counter.home.Environment;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.question.active.Omissions;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.testkit.TestTelemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A collection that asks the questions of charts and accepts answers of tests. It makes answers by the rule that users' machines
 * follow, and checks them by the rule that a server follows. There is no network and no waiting.
 *
 * <pre>{@code
 * FakeCollection collection = FakeCollection.asking(Path.of("charts.txt"), "org.example/tool");
 * new Cache().get("known");
 * collection.receive(telemetry);
 *
 * assertEquals(1, collection.count("cache", "tool/cache:hit"));
 * assertEquals(List.of(), collection.leftOut());   // everything that was counted is asked for
 * }</pre>
 *
 * <p>Each {@code receive} stands for another machine whose week ended. For one thread.
 */
public final class FakeCollection {

    private static final String VERSION = "1.0.0";
    private static final LocalDate WEEK_END = LocalDate.parse("2026-11-23");

    private final String program;
    private final String version;
    private final CollectionConfig config;
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private FakeCollection(String program, String version, CollectionConfig config) {
        this.program = program;
        this.version = version;
        this.config = config;
    }

    /**
     * A collection that asks the questions of the charts in a file about a program.
     *
     * @throws IllegalArgumentException if the file cannot be parsed as charts, or no chart is about this program
     */
    public static FakeCollection asking(Path charts, String program) throws IOException {
        return asking(charts.toString(), Files.readString(charts), program);
    }

    /** The same with the charts' text; messages refer to it as {@code name}. */
    public static FakeCollection asking(String name, String charts, String program) {
        List<Chart> all;
        try {
            all = ChartConfig.parse(name, charts);
        } catch (ChartConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        List<Chart> its =
                all.stream().filter(chart -> chart.program().equals(program)).toList();
        if (its.isEmpty()) {
            throw new IllegalArgumentException(name + " has no chart about " + program);
        }
        String version = its.stream()
                .map(Chart::version)
                .filter(first -> !first.isEmpty())
                .max(String::compareTo)
                .orElse(VERSION);
        Map<ReleaseSource, List<String>> released = new HashMap<>();
        its.forEach(chart -> ReleaseSource.of(chart).ifPresent(source -> released.put(source, List.of(version))));
        CollectionConfig config = new CollectionConfigGenerator(Platforms.all(), new Releases(released), chart -> 1, 1)
                .generate("v1.0.0", its, WEEK_END, Optional.empty());
        return new FakeCollection(program, version, config);
    }

    /**
     * Ends the week of a machine that counted this; the machine answers every question.
     *
     * @throws AssertionError if a server would refuse an answer
     */
    public void receive(TestTelemetry telemetry) {
        Map<String, Long> counters = new TreeMap<>();
        Map<String, Long> stacks = new TreeMap<>();
        telemetry.counts().forEach((name, count) -> (name.contains("\n") ? stacks : counters).put(name, count));
        Environment here = Environment.ofProcess();
        Build build = new Build(program, version, here.runtime(), here.os(), here.arch());
        Report report =
                new Report(WEEK_END, Optional.empty(), 0, "", List.of(new ProgramReport(build, counters, stacks)));
        for (CollectionConfig.Program asked : config.programs()) {
            for (Question question : asked.questions()) {
                config.answer(CollectionConfig.chart(asked, question), report).ifPresent(this::accept);
            }
        }
        Omissions.of(ActiveQuestions.of(config), report).stream()
                .map(Omission::sentence)
                .forEach(leftOut::add);
    }

    private void accept(Answer answer) {
        Optional<Refusal> refusal = config.check(answer);
        if (refusal.isPresent()) {
            throw new AssertionError(
                    "a server would refuse this answer, since " + refusal.get().sentence() + ": " + json(answer));
        }
        answers.add(answer);
    }

    /** Every accepted answer as it would be sent: JSON on one line. */
    public List<String> answers() {
        return answers.stream().map(FakeCollection::json).toList();
    }

    /**
     * How often a counter is named in the answers to a chart, over all machines.
     *
     * @param chart the chart's ID, such as {@code commands}
     * @param name the counter's name, or a stack
     */
    public long count(String chart, String name) {
        return answers.stream()
                .filter(answer -> answer.chart().equals(program + "/" + chart))
                .flatMap(answer -> answer.parts().stream())
                .mapToLong(part -> part.counts().getOrDefault(name, 0L))
                .sum();
    }

    /** What was counted but stays on the machine since no chart asks for it, one sentence each. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private static String json(Answer answer) {
        return new String(AnswerCodec.toJson(answer), StandardCharsets.UTF_8);
    }
}
