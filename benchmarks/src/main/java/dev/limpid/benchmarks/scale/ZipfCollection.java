package dev.limpid.benchmarks.scale;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A collection of many programs, whose use follows Zipf's law: the nth has 1/n as many users as the first. Each has charts of three
 * kinds and a number of releases that charts ask about; half of the users run the newest, a quarter the one before it, and so on.
 * Immutable.
 */
final class ZipfCollection {
    private static final int BUCKETS = 8;
    private static final List<String> SYSTEMS = List.of("linux", "linux", "windows", "darwin");

    private final int programs;
    private final int charts;
    private final long installations;

    ZipfCollection(long installations, int programs, int charts) {
        this.installations = installations;
        this.programs = programs;
        this.charts = charts;
    }

    int programs() {
        return programs;
    }

    static String name(int program) {
        return "org.example/tool" + program;
    }

    /** How many installations the program has. */
    double installations(int program) {
        double all = 0;
        for (int each = 0; each < programs; each++) {
            all += 1.0 / (each + 1);
        }
        return installations / all / (program + 1);
    }

    /** The text of all charts in the week: each week another program has one more release. */
    String text(int week, int releases) {
        StringBuilder text = new StringBuilder();
        for (int program = 0; program < programs; program++) {
            int before = released(program, week);
            String versions = IntStream.range(before, before + releases)
                    .mapToObj(ZipfCollection::version)
                    .collect(Collectors.joining(", "));
            for (int chart = 0; chart < charts; chart++) {
                text.append(text.isEmpty() ? "" : "---\n").append(chart(program, chart, versions));
            }
        }
        return text.toString();
    }

    private int released(int program, int week) {
        return (week + program) / programs;
    }

    /** The platforms of the collection's machines. */
    static Platforms platforms() {
        return new Platforms(
                List.of("darwin", "linux", "windows"),
                List.of("amd64", "arm64"),
                List.of("java17", "java21", "java25"));
    }

    /** The questions of a program. */
    static CollectionConfig.Program program(CollectionConfig config, int program) {
        return config.programs().stream()
                .filter(each -> each.name().equals(name(program)))
                .findFirst()
                .orElseThrow();
    }

    static List<Chart> charts(String text) {
        try {
            return ChartConfig.parse("charts.txt", text);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version(int nth) {
        return "1." + nth + ".0";
    }

    private static String chart(int program, int nth, String versions) {
        String counter = "part" + nth + ":{"
                + IntStream.range(0, BUCKETS)
                        .mapToObj(bucket -> nth % 4 == 1 ? "<" + (1 << bucket) + "ms" : "way" + bucket)
                        .collect(Collectors.joining(","))
                + "}";
        String type = nth % 4 == 1 ? "histogram" : "partition";
        return "title: Part " + nth + " of tool " + program + "\ndescription: what it is used for\n"
                + "issue: https://example.org/" + program + "/" + nth + "\ntype: " + type + "\nprogram: "
                + name(program) + "\nmodule: versions: " + versions + "\ncounter: " + counter + "\n";
    }

    /** One installation's counts in the week, by the newest release that charts ask about or an older one. */
    Report report(int program, int week, LocalDate end, int releases, SplittableRandom random) {
        Map<String, Long> counters = new HashMap<>();
        for (int chart = 0; chart < charts; chart++) {
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                int bucket = Math.min(random.nextInt(BUCKETS), random.nextInt(BUCKETS));
                counters.merge(
                        "part" + chart + ":" + (chart % 4 == 1 ? "<" + (1 << bucket) + "ms" : "way" + bucket),
                        1L << random.nextInt(8),
                        Long::sum);
            }
        }
        int age = Math.min(releases - 1, Long.numberOfTrailingZeros(random.nextLong() | 1L << 40));
        Build build = new Build(
                name(program),
                version(released(program, week) + releases - 1 - age),
                "java" + List.of("17", "21", "25").get(random.nextInt(3)),
                SYSTEMS.get(random.nextInt(SYSTEMS.size())),
                random.nextInt(4) == 0 ? "arm64" : "amd64");
        List<ProgramReport> reports = new ArrayList<>();
        reports.add(new ProgramReport(build, counters, Map.of()));
        return new Report(end, Optional.empty(), 0, "", reports);
    }
}
