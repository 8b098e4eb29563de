package dev.limpid.benchmarks.scale;

import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The time and memory for the fold and the charts of a large collection's week. Every program has the same number of machines, each of
 * which answers all charts of its program.
 *
 * <pre>
 * PROGRAMS CHARTS RELEASES MACHINES [ROUNDS]      charts, releases and machines are per program
 * </pre>
 *
 * The answers are read this many times, as if that many times more machines had given them. A row for each tenth shows whether time and
 * memory grow.
 */
public final class ScaleFold {
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");
    private static final int ROWS = 10;

    private ScaleFold() {}

    /** Folds the answers and prints the rows. */
    public static void main(String[] arguments) throws Exception {
        int programs = Integer.parseInt(arguments[0]);
        int releases = Integer.parseInt(arguments[2]);
        ZipfCollection collection = new ZipfCollection(0, programs, Integer.parseInt(arguments[1]));
        List<Chart> charts = ZipfCollection.charts(collection.text(0, releases));
        CollectionConfig config = new CollectionConfigGenerator(
                        ZipfCollection.platforms(), Releases.BY_HAND, chart -> 1.0, 1)
                .generate("v1.0.0", charts, MONDAY, Optional.empty());
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts, List.of(config)));
        List<byte[]> lines = lines(collection, config, releases, Integer.parseInt(arguments[3]));
        int rounds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        int rows = Math.min(rounds, ROWS);
        for (int row = 0; row < rows; row++) {
            int times = rounds * (row + 1) / rows - rounds * row / rows;
            long begun = System.nanoTime();
            for (int round = 0; round < times; round++) {
                for (byte[] line : lines) {
                    fold.add(line, 0, line.length);
                }
            }
            long nanos = System.nanoTime() - begun;
            System.out.printf(
                    "%,d answers read, %.2f µs each, heap in use %d MB%n",
                    (long) rounds * (row + 1) / rows * lines.size(), nanos / 1e3 / times / lines.size(), heap() >> 20);
        }
        long begun = System.nanoTime();
        byte[] drawn = ChartSetCodec.toJson(new ChartSetBuilder(
                        fold, "telemetry.example.org", config.version(), IncompleteWeeks.of(List.of(), List.of()))
                .build(Period.week(MONDAY)));
        System.out.printf(
                "%d programs, %,d charts: fold %,d KB as bytes, drawn in %.1f s, charts %,d KB%n",
                programs,
                charts.size(),
                fold.toBytes().length >> 10,
                (System.nanoTime() - begun) / 1e9,
                drawn.length >> 10);
    }

    private static List<byte[]> lines(ZipfCollection collection, CollectionConfig config, int releases, int machines) {
        List<byte[]> lines = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int program = 0; program < collection.programs(); program++) {
            CollectionConfig.Program asked = ZipfCollection.program(config, program);
            for (int machine = 0; machine < machines; machine++) {
                Report report = collection.report(program, 0, MONDAY.plusWeeks(1), releases, random);
                for (Question question : asked.questions()) {
                    Answer answer = config.answer(CollectionConfig.chart(asked, question), report)
                            .orElseThrow();
                    lines.add(new PublishedAnswer(answer, 1).toJson());
                }
            }
        }
        return lines;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
