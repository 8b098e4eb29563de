package dev.limpid.web;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.LogView;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.facts.ServerRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole site with something on every page. */
public final class SampleSite {
    /** The chart config of the sample site. */
    public static final String CHARTS = """
            title: Editors
            description: Which editor starts the tool, to decide where plug-ins are worth the work.
            issue: https://example.org/discussions/12
            issue: https://example.org/discussions/31
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.9
            counter: tool/editor:{vscode,intellij,vim,emacs,eclipse,zed,other}
            ---
            title: Operating systems
            id: systems
            description: Where it runs.
            issue: https://example.org/discussions/12
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.9
            counter: limpid/os
            ---
            title: Time to start
            description: How long the tool takes until it is ready.
            issue: https://example.org/discussions/12
            type: histogram
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.9
            counter: tool/startup:{<10ms,<100ms,<1s,<10s,<1m,>=1m}
            by: version, os
            ---
            title: Failed builds
            id: tool-failures
            description: How often a build fails.
            issue: https://example.org/discussions/12
            type: ratio
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.9
            counter: tool/build/failed
            over: tool/build
            ---
            title: Crashes
            description: Where the tool crashes.
            issue: https://example.org/discussions/12
            type: stack
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.9
            counter: tool/crash
            depth: 16
            frames: org.example.
            """;

    private SampleSite() {}

    /** The site. */
    public static SampleContents contents() {
        List<ChartSet> sets = new ArrayList<>();
        ChartSet.ProgramCharts tool = SampleCharts.program("org.example/tool", 2_040, 12);
        ChartSet.ProgramCharts server = SampleCharts.program("org.example/server", 310, 5);
        LocalDate week = SampleCharts.WEEK;
        sets.add(SampleCharts.set(Period.week(week), 2_350, List.of(tool, server)));
        sets.add(SampleCharts.set(Period.week(week.minusWeeks(1)), 2_350, List.of(tool, server)));
        sets.add(SampleCharts.set(Period.week(week.minusWeeks(2)), 2_350, List.of(tool)));
        sets.add(SampleCharts.set(Period.monthOf(week), 2_350, List.of(tool, server)));
        return new SampleContents(
                new CollectionInfo(
                        "telemetry.example.org",
                        "Example Tools",
                        "Example Tools is a set of command-line tools for sorting out examples.",
                        "https://telemetry.example.org/",
                        Optional.of("https://example.org/"),
                        Optional.of("telemetry@example.org"),
                        "limpid",
                        List.of()),
                ServerRules.DEFAULT,
                sets,
                configurations(),
                Optional.of(log()),
                weeks());
    }

    /** Two versions of a configuration. */
    public static List<PublishedConfig> configurations() {
        List<Chart> charts = charts();
        CollectionConfig old = config("v1.3.0", charts.subList(0, 1));
        CollectionConfig now = config("v1.4.0", charts);
        return List.of(
                new PublishedConfig(Optional.of(LocalDate.of(2026, 9, 2)), old, charts.subList(0, 1)),
                new PublishedConfig(Optional.of(LocalDate.of(2026, 10, 14)), now, charts));
    }

    private static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CollectionConfig config(String version, List<Chart> charts) {
        Program tool = new Program(
                "org.example/tool",
                List.of("1.9", "2.1", "2.2", "2.3", "2.4"),
                charts.stream()
                        .map(chart -> new Question(
                                chart.id(),
                                chart.depth() > 0 ? 0.25 : 0.09,
                                chart.by(),
                                RequestedCounters.of(chart),
                                Optional.empty(),
                                chart.expires()))
                        .toList());
        return new CollectionConfig(
                version,
                List.of("darwin", "freebsd", "linux", "windows"),
                List.of("amd64", "arm64"),
                List.of("java17", "java21", "java25"),
                1,
                List.of(tool));
    }

    private static LogView log() {
        LogView.Head config = new LogView.Head(
                "telemetry.example.org/config",
                2,
                "qZJ0qYb1pQ3v3L9J8mXo2p8n4ZcJfXr5cC2mFf3q8mU=",
                """
                telemetry.example.org/config
                2
                qZJ0qYb1pQ3v3L9J8mXo2p8n4ZcJfXr5cC2mFf3q8mU=

                — telemetry.example.org/config AAAA
                """,
                List.of("telemetry.example.org/config+1a2b3c4d+AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa"),
                List.of(new LogView.Witness(
                        "witness.example.net",
                        "witness.example.net+99aa00ff+BaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBa",
                        Instant.parse("2026-11-20T04:10:00Z"))));
        LogView.Head data = new LogView.Head(
                "telemetry.example.org/data",
                9,
                "nkhHnSG0UTPTscH3qXOdFGL1+vn40ZwqpVtoT6hmXlM=",
                """
                telemetry.example.org/data
                9
                nkhHnSG0UTPTscH3qXOdFGL1+vn40ZwqpVtoT6hmXlM=

                — telemetry.example.org/data AAAA
                """,
                List.of("telemetry.example.org/data+5e6f7a8b+CaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCaCa"),
                List.of());
        return new LogView(
                config,
                Optional.of(data),
                List.of(
                        new LogView.Line(
                                LogView.Purpose.CONFIG_KEY,
                                config.verifierKeys().get(0)),
                        new LogView.Line(
                                LogView.Purpose.GO_COMMAND,
                                "GOPROXY=https://telemetry.example.org/log GOSUMDB=\""
                                        + config.verifierKeys().get(0)
                                        + " https://telemetry.example.org/log/config\""
                                        + " go mod download telemetry.example.org/config@latest"),
                        new LogView.Line(LogView.Purpose.MAVEN_REPOSITORY, "https://telemetry.example.org/log")));
    }

    private static List<DataWeek> weeks() {
        List<DataWeek> weeks = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            LocalDate monday = SampleCharts.WEEK.minusWeeks(i);
            weeks.add(new DataWeek(
                    monday,
                    i < 2,
                    2_350 + i,
                    812 + i,
                    640 + i,
                    "data/" + monday + ".ndjson.zst",
                    120_000 + i * 991L,
                    "0123456789abcdef".repeat(4),
                    "v0." + (9 - i) + ".0",
                    Optional.of(new DataWeek.Networks(1_406 + i, 188, 9, i == 3 ? 1 : 0)),
                    Optional.empty(),
                    i == 5
                            ? List.of(new DataWeek.Earlier(true, 2_330, "fedcba9876543210".repeat(4), "v0.2.0"))
                            : List.of(),
                    i == 3
                            ? List.of(new DataWeek.Removed(
                                    "00112233445566778899aabbccddeeff".repeat(2), true, 41, "v0.7.0"))
                            : List.of()));
        }
        return weeks;
    }
}
