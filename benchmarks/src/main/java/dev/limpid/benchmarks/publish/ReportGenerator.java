package dev.limpid.benchmarks.publish;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.server.configuration.ChartInputs;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Generates the counts of machines in a week, modelled on a real toolchain: six programs, some forty charts, a few hundred buckets with
 * realistically uneven use, several builds in a report, stacks in a few. Deterministic by seed.
 */
final class ReportGenerator {

    static final String CONFIG = "v1.0.0";

    private static final List<String> PROGRAMS = List.of(
            "example.org/build",
            "example.org/compiler",
            "example.org/debugger",
            "example.org/editor-plugin",
            "example.org/language-server",
            "example.org/scanner");
    private static final String[] OS = {"linux", "darwin", "windows", "freebsd"};
    private static final String[] ARCH = {"amd64", "arm64", "386"};
    private static final int VERSIONS = 60;
    private static final int LONGEST_COUNTER = 40;
    private static final int MANY_STACKS = 10;

    private final SplittableRandom random;
    private final int counters;
    private final int stacks;
    private final Map<String, List<String>> names = new TreeMap<>();

    /**
     * Creates a generator.
     *
     * @param counters about how many counters a report contains
     * @param stacks about how many stacks one build in ten contains; from 10 on, every build
     */
    ReportGenerator(long seed, int counters, int stacks) {
        this.random = new SplittableRandom(seed);
        this.counters = counters;
        this.stacks = stacks;
        for (Chart chart : charts()) {
            if (chart.type() != ChartType.STACK) {
                names.computeIfAbsent(chart.program(), program -> new ArrayList<>())
                        .addAll(chart.collected());
            }
        }
    }

    static ChartInputs decided() {
        return new ChartInputs(CONFIG, charts(), List.of(config()), List.of());
    }

    static List<Chart> charts() {
        List<String> text = new ArrayList<>();
        for (String program : PROGRAMS) {
            for (int i = 0; i < 4; i++) {
                text.add(chart(program, "partition", "feature" + i, buckets("choice-", 8 + 20 * i)));
            }
            text.add(chart(program, "histogram", "duration", "{<1ms,<10ms,<100ms,<1s,<10s,<1m,>=1m}"));
            text.add(chart(program, "ratio", "command/failed", "") + "over: command/runs\n");
            text.add(chart(program, "stack", "crash", "") + "depth: 16\n");
        }
        try {
            return ChartConfig.parse("charts.txt", String.join("---\n", text));
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String buckets(String prefix, int count) {
        List<String> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buckets.add(prefix + i);
        }
        return "{" + String.join(",", buckets) + "}";
    }

    private static String chart(String program, String type, String counter, String buckets) {
        String name = program.substring(program.indexOf('/') + 1) + "/" + counter;
        return "title: " + name + "\ndescription: made up\nissue: https://example.org/1\ntype: " + type + "\nprogram: "
                + program + "\nversion: v1.0.0\ncounter: " + name + (buckets.isEmpty() ? "" : ":" + buckets) + "\n";
    }

    static CollectionConfig config() {
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (String program : PROGRAMS) {
            List<Question> questions = new ArrayList<>();
            for (Chart chart : charts()) {
                if (chart.program().equals(program)) {
                    RequestedCounters asked = chart.type() == ChartType.STACK
                            ? new RequestedCounters.Stacks(chart.counter(), chart.depth(), chart.frames())
                            : new RequestedCounters.Named(chart.collected());
                    questions.add(new Question(chart.id(), 1, chart.by(), asked, Optional.empty(), Optional.empty()));
                }
            }
            programs.add(new CollectionConfig.Program(program, versions(), questions));
        }
        return new CollectionConfig(
                CONFIG, List.of(OS), List.of(ARCH), List.of("java17", "java21", "java25"), 1, programs);
    }

    private static List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < VERSIONS; i++) {
            versions.add("v1." + i / 4 + "." + i % 4);
        }
        return versions;
    }

    Report report(LocalDate week) {
        List<ProgramReport> programs = new ArrayList<>();
        String os = OS[skewed(OS.length)];
        String arch = ARCH[skewed(ARCH.length)];
        List<String> versions = versions();
        int listed = 1 + skewed(PROGRAMS.size() - 1);
        int left = counters / 2 + random.nextInt(counters + 1);
        for (int i = 0; i < listed; i++) {
            int first = skewed(VERSIONS);
            int share = i == listed - 1 ? left : left / 2;
            left -= share;
            Build build = new Build(
                    PROGRAMS.get((i * 5 + listed) % PROGRAMS.size()),
                    versions.get(VERSIONS - 1 - first),
                    "java" + (random.nextInt(3) == 0 ? 17 : 21),
                    os,
                    arch);
            if (programs.stream().noneMatch(one -> one.build().equals(build))) {
                programs.add(new ProgramReport(build, counters(build.program(), share), stacks(build.program())));
            }
        }
        return new Report(week, Optional.empty(), random.nextDouble(), CONFIG, programs);
    }

    private Map<String, Long> counters(String program, int count) {
        List<String> known = names.getOrDefault(program, List.of());
        Map<String, Long> picked = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            picked.merge(known.get(skewed(known.size())), 1L + (random.nextInt(4) == 0 ? skewed(5000) : 0), Long::sum);
        }
        return picked;
    }

    private Map<String, Long> stacks(String program) {
        if (stacks == 0 || (stacks < MANY_STACKS && random.nextInt(10) > 0)) {
            return Map.of();
        }
        String prefix = program.substring(program.indexOf('/') + 1) + "/crash";
        Map<String, Long> picked = new TreeMap<>();
        for (int i = 0; i < stacks; i++) {
            StringBuilder stack = new StringBuilder(prefix);
            for (int frame = 0; frame < 8; frame++) {
                stack.append("\norg.example.part")
                        .append(skewed(20))
                        .append(".Worker.step")
                        .append(skewed(9))
                        .append(":+")
                        .append(skewed(LONGEST_COUNTER));
            }
            picked.put(stack.toString(), 1L + random.nextInt(3));
        }
        return picked;
    }

    /** A random number below {@code bound}; small ones are much more common. */
    private int skewed(int bound) {
        double uniform = random.nextDouble();
        return Math.min(bound - 1, (int) (bound * uniform * uniform));
    }
}
