package dev.limpid.uploader.config;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small configuration about one program, and a chart about the same program, as it is decided in public. */
public final class ToolConfig {

    /** One chart as text, with its title, its description and the issue where it was decided. */
    public static final String CHARTS = """
            title: Flags in use
            description: which options are worth keeping
            issue: https://example.org/issues/12
            type: partition
            program: example.org/tool
            module: versions: 1.0
            counter: tool/flag:{a,b}
            version: 1.0
            """;

    private ToolConfig() {}

    /** The chart of {@link #CHARTS}. */
    public static List<Chart> charts() throws ChartConfigException {
        return ChartConfig.parse("charts.txt", CHARTS);
    }

    /** A configuration that asks version 1.0 of the program one question for each of these counters. */
    public static CollectionConfig asking(String version, String... counters) {
        return asking(version, 1, counters);
    }

    /** The same, of a share of machines. */
    public static CollectionConfig asking(String version, double rate, String... counters) {
        List<Question> questions = Arrays.stream(counters)
                .map(id -> new Question(
                        id,
                        rate,
                        Set.of(),
                        new RequestedCounters.Named(List.of("tool/" + id)),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new CollectionConfig(
                version,
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program("example.org/tool", List.of("1.0"), questions)));
    }
}
