package dev.limpid.server.publish;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
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

/** A small collection: one program with a chart of each type, and reports drawn with a seed. */
final class Sample {

    static final String CONFIG = "v1.0.0";

    static final String CHARTS = """
            title: Editors
            description: which editors
            issue: https://example.org/1
            type: partition
            program: org.example/tool
            version: 1.0.0
            counter: editor:{vim,emacs,other}
            ---
            title: Time
            description: how long
            issue: https://example.org/2
            type: histogram
            program: org.example/tool
            version: 1.0.0
            counter: time:{<10ms,<1s,>=1s}
            unit: ms
            ---
            title: Failures
            description: how often
            issue: https://example.org/3
            type: ratio
            program: org.example/tool
            version: 1.0.0
            counter: failed
            over: runs
            ---
            title: Crashes
            description: where
            issue: https://example.org/4
            type: stack
            program: org.example/tool
            version: 1.0.0
            counter: crash
            depth: 8
            """;

    private Sample() {}

    static Decided decided() {
        return new Decided(CONFIG, charts(), List.of(config()), List.of());
    }

    static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    static UploadConfig config() {
        List<CounterRule> counters = new ArrayList<>();
        for (Chart chart : charts()) {
            if (chart.depth() == 0) {
                chart.collected().forEach(counter -> counters.add(new CounterRule(counter, 1)));
            }
        }
        return new UploadConfig(
                CONFIG,
                List.of("darwin", "linux", "windows"),
                List.of("amd64", "arm64"),
                List.of("java17", "java21"),
                1,
                1,
                List.of(new UploadConfig.Program(
                        "org.example/tool",
                        List.of("1.0.0", "1.1.0"),
                        counters,
                        List.of(new StackRule("crash", 1, 8, List.of())))));
    }

    static Report report(LocalDate week, Random random) {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("runs", 1L + random.nextInt(50));
        if (random.nextInt(3) == 0) {
            counters.put("failed", 1L + random.nextInt(5));
        }
        counters.put(random.nextBoolean() ? "editor:vim" : "editor:emacs", 1L + random.nextInt(9));
        counters.put("time:<10ms", 1L + random.nextInt(100));
        counters.put("time:<1s", 1L + random.nextInt(10));
        Map<String, Long> stacks = random.nextInt(10) == 0
                ? Map.of("crash\norg.example.Tool.run:+" + random.nextInt(4) + "\norg.example.Main.main:+3", 1L)
                : Map.of();
        Build build = new Build(
                "org.example/tool",
                random.nextInt(4) == 0 ? "1.0.0" : "1.1.0",
                "java21",
                random.nextBoolean() ? "linux" : "darwin",
                "amd64");
        return new Report(
                week,
                Optional.empty(),
                random.nextDouble(),
                CONFIG,
                List.of(new ProgramReport(build, counters, stacks)));
    }
}
