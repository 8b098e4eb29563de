package dev.limpid.charts;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.ChartType;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A made-up collection of two programs with charts of every type, and installations drawn with a seed. */
final class Town {

    static final LocalDate DAY = LocalDate.parse("2026-08-20");
    static final String TOOL = "org.example/tool";

    private static final String CHARTS = """
            title: Editors
            description: which editors
            issue: https://example.org/1
            type: partition
            program: org.example/tool
            version: 1.0.0
            counter: editor:{vim,emacs,nano,other}
            ---
            title: Time
            description: how long a command takes
            issue: https://example.org/2
            type: histogram
            program: org.example/tool
            version: 1.0.0
            counter: time:{<1s,<10ms,<100ms,>=1s}
            unit: ms
            ---
            title: Failures
            description: how often a command fails
            issue: https://example.org/3
            type: ratio
            program: org.example/tool
            version: 1.0.0
            counter: failed
            over: runs
            ---
            title: Crashes
            description: where it crashes
            issue: https://example.org/4
            type: stack
            program: org.example/tool
            version: 1.0.0
            counter: crash
            depth: 8
            ---
            title: Starts
            description: whether it is used
            issue: https://example.org/5
            type: partition
            program: org.example/server
            version: 2.0
            counter: started
            """;

    private static final String[] OS = {"linux", "darwin", "windows"};
    private static final String[] VERSIONS = {"1.0.0", "1.1.0", "1.2.0-rc1", "1.2.0"};

    private Town() {}

    static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A configuration that samples everything at one rate. */
    static UploadConfig config(String version, double rate) {
        List<UploadConfig.Program> programs = new ArrayList<>();
        for (String program : List.of(TOOL, "org.example/server")) {
            List<CounterRule> counters = new ArrayList<>();
            List<StackRule> stacks = new ArrayList<>();
            for (Chart chart : charts()) {
                if (chart.program().equals(program) && chart.type() == ChartType.STACK) {
                    stacks.add(new StackRule(chart.counter(), rate, chart.depth(), List.of()));
                } else if (chart.program().equals(program)) {
                    chart.collected().forEach(counter -> counters.add(new CounterRule(counter, rate)));
                }
            }
            List<String> versions = program.equals(TOOL) ? List.of(VERSIONS) : List.of("2.0", "2.1");
            programs.add(new UploadConfig.Program(program, versions, counters, stacks));
        }
        return new UploadConfig(
                version,
                List.of(OS),
                List.of("amd64", "arm64"),
                List.of("java17", "java21", "go1.24.1"),
                rate,
                1,
                programs);
    }

    /** What one installation counted, before any sampling. */
    static Report local(LocalDate week, Random random) {
        String os = OS[random.nextInt(10) < 6 ? 0 : 1 + random.nextInt(2)];
        List<ProgramReport> programs = new ArrayList<>();
        int builds = random.nextInt(5) == 0 ? 2 : 1;
        int first = random.nextInt(VERSIONS.length - builds + 1);
        for (int i = 0; i < builds; i++) {
            Build build =
                    new Build(TOOL, VERSIONS[first + i], "java21", os, random.nextInt(4) == 0 ? "arm64" : "amd64");
            programs.add(new ProgramReport(build, counters(random), stacks(random)));
        }
        if (random.nextInt(3) == 0) {
            Build build = new Build("org.example/server", "2.1", "go1.24.1", os, "amd64");
            programs.add(new ProgramReport(build, Map.of("started", 1L + random.nextInt(3)), Map.of()));
        }
        return new Report(week, Optional.empty(), random.nextDouble(), "", programs);
    }

    private static Map<String, Long> counters(Random random) {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("unknown to all charts", 4L);
        if (random.nextInt(8) > 0) {
            counters.put("runs", 1L + random.nextInt(1000));
            if (random.nextInt(3) == 0) {
                counters.put("failed", 1L + random.nextInt(random.nextInt(20) == 0 ? 3000 : 5));
            }
            counters.put("time:<10ms", 1L + random.nextInt(100));
            counters.put("time:<100ms", 1L + random.nextInt(1000));
            if (random.nextInt(4) == 0) {
                counters.put("time:>=1s", random.nextInt(50) == 0 ? Long.MAX_VALUE : 1L + random.nextInt(10));
            }
        }
        int editor = random.nextInt(20);
        counters.put(
                editor < 12 ? "editor:vim" : editor < 17 ? "editor:emacs" : "editor:other", 1L + random.nextInt(9));
        if (random.nextInt(6) == 0) {
            counters.put("editor:nano", 1L);
        }
        return counters;
    }

    private static Map<String, Long> stacks(Random random) {
        Map<String, Long> stacks = new TreeMap<>();
        while (random.nextInt(3) == 0) {
            int depth = random.nextInt(12);
            stacks.put(
                    "crash\norg.example.Tool.run:+" + depth * random.nextInt(3) + "\norg.example.Main.main:+3",
                    1L + random.nextInt(4));
        }
        return stacks;
    }
}
