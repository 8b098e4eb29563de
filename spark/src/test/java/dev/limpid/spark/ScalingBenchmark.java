package dev.limpid.spark;

import com.github.luben.zstd.Zstd;
import dev.limpid.protocol.question.CollectionConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the same weeks take on one worker and on two, and how much memory an executor has at most. In pairs, one after
 * another; prints a row for each run. See the module's README.
 */
public final class ScalingBenchmark {
    private static final Pattern JOB = Pattern.compile("Job \\d+ finished: .* took ([\\d.]+) ?(m?s)");
    private static final LocalDate LAST = LocalDate.parse("2026-08-17");

    private ScalingBenchmark() {}

    /**
     * Runs.
     *
     * @param arguments Spark's home, our jar, an empty folder, weeks, machines a week, megabytes for an executor, pairs
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path jar = Path.of(arguments[1]);
        Path folder = Path.of(arguments[2]);
        int weeks = Integer.parseInt(arguments[3]);
        int machines = Integer.parseInt(arguments[4]);
        int megabytes = Integer.parseInt(arguments[5]);
        int pairs = Integer.parseInt(arguments[6]);
        CollectionConfig config = SyntheticWeeks.config("v1.0.0", 1);
        Files.createDirectories(folder);
        Path module = SyntheticWeeks.module(folder, config);
        Path data = Files.createDirectories(folder.resolve("data"));
        long bytes = 0;
        for (int week = 0; week < weeks; week++) {
            LocalDate monday = LAST.minusWeeks(week);
            byte[] lines = SyntheticWeeks.lines(monday, List.of(config), machines, new Random(week));
            bytes += lines.length;
            Files.write(data.resolve(monday + ".ndjson.zst"), Zstd.compress(lines));
        }
        System.out.printf("%d weeks of %,d machines, %,d MB of answers%n", weeks, machines, bytes >> 20);
        System.out.println("workers  job s  whole s  most memory of an executor, MB");
        for (int i = 0; i < 2 * pairs; i++) {
            run(home, jar, folder, module, data, 1 + i % 2, megabytes);
        }
    }

    private static void run(Path home, Path jar, Path folder, Path module, Path data, int workers, int megabytes)
            throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Long> peaks = new ArrayList<>();
        List<String> said = new ArrayList<>();
        long begun = System.nanoTime();
        try (SparkCluster cluster =
                new SparkCluster(home, Files.createTempDirectory(folder, "cluster"), workers, megabytes)) {
            begun = System.nanoTime();
            int ended = cluster.submit(
                    megabytes,
                    // One task per week, as for large files by default.
                    Map.of("spark.files.maxPartitionBytes", "1", "spark.files.openCostInBytes", "1"),
                    line -> {
                        said.add(line);
                        Matcher job = JOB.matcher(line);
                        if (job.find()) {
                            seconds.add(Double.parseDouble(job.group(1))
                                    / (job.group(2).equals("ms") ? 1000 : 1));
                            peaks.addAll(cluster.executorPeaks());
                        }
                    },
                    jar,
                    "--collection",
                    "example.org",
                    "--config",
                    module.toString(),
                    "--output",
                    folder.resolve("charts").toString(),
                    data + "/*.ndjson.zst");
            if (ended != 0) {
                throw new IllegalStateException(String.join("\n", said));
            }
        }
        System.out.printf(
                "%7d  %5.1f  %7.1f  %d%n",
                workers,
                seconds.stream().mapToDouble(Double::doubleValue).sum(),
                (System.nanoTime() - begun) / 1e9,
                peaks.stream().mapToLong(Long::longValue).max().orElse(0) >> 10);
    }
}
