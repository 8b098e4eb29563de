package dev.limpid.examples.dupfind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartsTest {

    @Test
    void charts_askForCountersThatDupfindHas() throws Exception {
        Path charts = Path.of(System.getProperty("limpid.root"), "examples", "charts.txt");
        List<Chart> parsed = ChartConfig.parse("charts.txt", Files.readString(charts));
        assertThat(parsed).extracting(Chart::program).containsOnly("example.org/dupfind");
        assertThat(parsed.stream().flatMap(chart -> chart.counters().stream()))
                .contains(
                        Metrics.FLAG_MIN_SIZE.name(),
                        Metrics.FLAG_NULL.name(),
                        Metrics.FLAG_SUMMARY.name(),
                        Metrics.FOUND_SOME.name(),
                        Metrics.FOUND_NONE.name(),
                        "dupfind/files:>=100000",
                        "dupfind/time:>=1m",
                        Metrics.FAILED.name());
    }
}
