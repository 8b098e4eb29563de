package dev.limpid.benchmarks.publish;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.server.publish.DataFile;
import dev.limpid.server.publish.Decided;
import dev.limpid.server.publish.ReportFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * From compressed files to all charts of a week.
 *
 * <pre>
 * generate FOLDER REPORTS [COUNTERS [STACKS]]   writes seven days of reports, unless they are there
 * charts FOLDER [THREADS]                       reads them, prints seconds, reports per second, peak heap
 * </pre>
 *
 * 36 counters make reports of about 1.5 KB; 600 counters and 60 stacks about 49 KB.
 */
public final class ChartsBenchmark {

    private static final LocalDate LAST = LocalDate.parse("2026-08-20");
    private static final int DAYS = 7;

    private ChartsBenchmark() {}

    /** Runs what the arguments say. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]);
        if (args[0].equals("generate")) {
            int counters = args.length > 3 ? Integer.parseInt(args[3]) : 36;
            int stacks = args.length > 4 ? Integer.parseInt(args[4]) : 1;
            generate(folder, Long.parseLong(args[2]), counters, stacks);
        } else {
            int threads = args.length > 2 ? Integer.parseInt(args[2]) : ReportFiles.allProcessors();
            charts(folder, threads);
        }
    }

    private static void generate(Path folder, long reports, int counters, int stacks) throws IOException {
        Files.createDirectories(folder);
        ReportGenerator generator = new ReportGenerator(42, counters, stacks);
        long bytes = 0;
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = LAST.minusDays(day);
            try (DataFile file = new DataFile(folder.resolve(date + ".ndjson.zst"))) {
                for (long i = reports * day / DAYS; i < reports * (day + 1) / DAYS; i++) {
                    byte[] json = ReportCodec.toJson(generator.report(date));
                    bytes += json.length;
                    file.line(json);
                }
                file.finish();
            }
        }
        System.out.printf("%d reports of %d bytes each on average%n", reports, bytes / reports);
    }

    private static void charts(Path folder, int threads) throws IOException {
        long start = System.nanoTime();
        Decided decided = ReportGenerator.decided();
        List<Path> files = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            files.add(folder.resolve(LAST.minusDays(day) + ".ndjson.zst"));
        }
        ChartFold fold = ReportFiles.fold(decided.plan(), files, threads);
        long folded = System.nanoTime();
        var charts = fold.charts("example.org", decided.version(), Period.weekTo(LAST));
        byte[] json = ChartSetCodec.toJson(charts);
        long drawn = System.nanoTime();
        double seconds = (drawn - start) / 1e9;
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
        System.out.printf(
                "%d reports, %d threads: %.2f s (folding %.2f s), %.0f reports/s, peak heap %d MB, %d bytes of charts%n",
                charts.reports(),
                threads,
                seconds,
                (folded - start) / 1e9,
                charts.reports() / seconds,
                peak >> 20,
                json.length);
    }
}
