package dev.limpid.spark;

import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The main class for {@code spark-submit}.
 *
 * <pre>
 * SparkCharts --collection NAME --config ZIP [--config ZIP …] --output FOLDER [--period PERIOD …]
 *     [--provisional MONDAY …] [--gated MONDAY …] INPUT…
 * </pre>
 *
 * Writes {@code FOLDER/PERIOD.json} for each period, by default the one that spans all weeks of the input. Weeks that are
 * published provisionally are named with {@code --provisional}, weeks that a gate changed with {@code --gated}; their figures have no
 * intervals. Every path can be on any file system that the cluster knows. For one thread at a time.
 */
public final class SparkCharts {

    private String collection = "";
    private String output = "";
    private final List<String> configs = new ArrayList<>();
    private final List<String> periods = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<LocalDate> provisional = new ArrayList<>();
    private final List<LocalDate> gated = new ArrayList<>();

    private SparkCharts() {}

    /** Parses the arguments and runs on the cluster that {@code spark-submit} names. */
    public static void main(String[] arguments) throws IOException {
        SparkCharts charts = new SparkCharts();
        charts.parse(arguments);
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("limpid charts"))) {
            charts.run(spark);
        }
    }

    /** Runs with these arguments on an existing context. */
    static void run(JavaSparkContext spark, String... arguments) throws IOException {
        SparkCharts charts = new SparkCharts();
        charts.parse(arguments);
        charts.run(spark);
    }

    private void parse(String... arguments) {
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.startsWith("--")) {
                option(argument, rest);
            } else {
                inputs.add(argument);
            }
        }
        if (configs.isEmpty() || inputs.isEmpty() || output.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected --config ZIP, --output FOLDER and at least one file or folder of answers");
        }
    }

    private void option(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " is the last argument, expected a value after it");
        }
        String value = rest.next();
        switch (name) {
            case "--collection" -> collection = value;
            case "--output" -> output = value;
            case "--config" -> configs.add(value);
            case "--period" -> periods.add(value);
            case "--provisional" -> provisional.add(LocalDate.parse(value));
            case "--gated" -> gated.add(LocalDate.parse(value));
            default ->
                throw new IllegalArgumentException(name + " is not known, expected --collection, --config, --output,"
                        + " --period, --provisional or --gated");
        }
    }

    private void run(JavaSparkContext spark) throws IOException {
        Configuration hadoop = spark.hadoopConfiguration();
        List<byte[]> zips = new ArrayList<>();
        for (String config : configs) {
            Path path = new Path(config);
            try (var in = path.getFileSystem(hadoop).open(path)) {
                zips.add(in.readAllBytes());
            }
        }
        PlanSource source = PlanSource.ofModules(zips);
        AnswerFold fold = SparkFold.fold(spark, source, inputs);
        if (fold.weeks().isEmpty()) {
            throw new IOException("there are no answers in " + inputs);
        }
        List<Period> drawn = periods.isEmpty()
                ? List.of(Period.of(fold.weeks().first(), fold.weeks().last().plusDays(6)))
                : periods.stream().map(Period::parse).toList();
        for (Period period : drawn) {
            Path file = new Path(output, period.name() + ".json");
            FileSystem files = file.getFileSystem(hadoop);
            try (OutputStream out = files.create(file, true)) {
                out.write(ChartSetCodec.toJson(
                        new ChartSetBuilder(fold, collection, source.version(), IncompleteWeeks.of(provisional, gated))
                                .build(period)));
            }
        }
    }
}
