package dev.limpid.benchmarks.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.file.DataFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * From a compressed file to all charts of a week.
 *
 * <pre>
 * generate FOLDER MACHINES [COUNTERS [STACKS]]   writes a week of answers, with every machine asked
 * charts FOLDER [THREADS]                        reads them, prints seconds, answers per second, peak heap
 * </pre>
 *
 * A machine counts 36 counters on average by default.
 */
public final class ChartsBenchmark {

    private static final LocalDate LAST = LocalDate.parse("2026-08-20");

    private ChartsBenchmark() {}

    /** Runs the command that the arguments name. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("generate")) {
            int counters = args.length > 3 ? Integer.parseInt(args[3]) : 36;
            int stacks = args.length > 4 ? Integer.parseInt(args[4]) : 1;
            generate(folder, Long.parseLong(args[2]), counters, stacks);
        } else {
            int threads = args.length > 2 ? Integer.parseInt(args[2]) : AnswerFiles.allProcessors();
            charts(folder, threads);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve(AnswerWeek.of(LAST) + ".ndjson.zst");
    }

    /** The digest of the lines, which a server has from the index of its publication. */
    private static Path digest(Path folder) {
        return folder.resolve(AnswerWeek.of(LAST) + ".sha256");
    }

    private static void generate(Path folder, long machines, int counters, int stacks) throws IOException {
        Files.createDirectories(folder);
        ReportGenerator generator = new ReportGenerator(42, counters, stacks);
        long counted = 0;
        try (AnswerFileWriter answered = new AnswerFileWriter(folder, ReportGenerator.config());
                DataFile file = new DataFile(file(folder))) {
            for (long i = 0; i < machines; i++) {
                var local = generator.report(LAST);
                counted += local.programs().stream()
                        .mapToLong(program -> program.counters().size())
                        .sum();
                answered.add(local);
            }
            answered.publish(file);
            DataFile.Written written = file.finish();
            Files.writeString(digest(folder), written.contentSha256());
            System.out.printf(
                    "%d machines, %d counters: %d answers, %.1f from each machine, %d bytes each; "
                            + "published %d lines, %d of one machine, %d bytes%n",
                    machines,
                    counted,
                    answered.answers(),
                    (double) answered.answers() / machines,
                    answered.bytes() / Math.max(1, answered.answers()),
                    written.lines(),
                    written.alone(),
                    written.bytes());
        }
    }

    private static void charts(Path folder, int threads) throws IOException {
        long start = System.nanoTime();
        ChartInputs decided = ReportGenerator.decided();
        AnswerFold fold = AnswerFiles.fold(decided.plan(), file(folder), Files.readString(digest(folder)), threads);
        long folded = System.nanoTime();
        ChartSet charts =
                new ChartSetBuilder(fold, "example.org", decided.version()).build(Period.week(AnswerWeek.of(LAST)));
        byte[] json = ChartSetCodec.toJson(charts);
        long drawn = System.nanoTime();
        double seconds = (drawn - start) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        System.out.printf(
                "%d answers, %d threads: %.2f s (folding %.2f s), %.0f answers/s, peak heap %d MB, %d bytes of charts%n",
                charts.answers(),
                threads,
                seconds,
                (folded - start) / 1e9,
                charts.answers() / seconds,
                peak >> 20,
                json.length);
    }
}
