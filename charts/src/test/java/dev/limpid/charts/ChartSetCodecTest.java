package dev.limpid.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.CellQuantile;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.ChartSet.WeekAnswers;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChartSetCodecTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");
    private static final Estimate THIRD = DecimalFormatting.estimate(1 / 3.0, 0.3, 0.36);

    @Test
    void json_readsBackAsItWasWritten() throws IOException {
        ChartSet charts = everyType();

        assertThat(ChartSetCodec.read(ChartSetCodec.toJson(charts))).isEqualTo(charts);
    }

    @Test
    void json_writesNumbersWithSixSignificantDigitsAndNoExponent() {
        assertThat(new String(ChartSetCodec.toJson(everyType()), UTF_8))
                .contains("[0.333333,0.3,0.36]")
                .contains("\"Sampled\":0.0000123457")
                .doesNotContain("E-");
    }

    @Test
    void json_ofSomethingElseIsRefusedByName() {
        assertThatThrownBy(() -> ChartSetCodec.read("{\"Weeks\":3}".getBytes(UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("Weeks is 3, expected an object");
        assertThatThrownBy(() -> ChartSetCodec.read("{\"Weeks\":{}}".getBytes(UTF_8)))
                .hasMessage("Programs is missing");
        byte[] whole = ChartSetCodec.toJson(everyType());
        for (int cut = 0; cut < whole.length - 1; cut += 7) {
            byte[] torn = java.util.Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> ChartSetCodec.read(torn)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void csv_quotesSpecialCharacters_andContainsEveryFigure() {
        String csv = new String(ChartCsv.toCsv(everyType()), UTF_8);

        assertThat(csv)
                .startsWith("from,to,program,chart,type,figure,bucket,answers,events,value,low,high\r\n")
                .contains(
                        "2026-11-16,2026-11-22,org.example/tool,org.example/tool/p,partition,share,\"a,\"\"b\"\"\",3,,0.333333,0.3,0.36\r\n")
                .contains("histogram,mean,<10ms,3,40,0.333333,0.3,0.36\r\n")
                .contains("ratio,pooled,,2,,0.333333,0.3,0.36\r\n")
                .contains("partition,by-version,\"1.0\na\",60,,0.333333,0.3,0.36\r\n")
                .contains("partition,share,c,0,,0.25,,\r\n")
                .contains("stack,stack,\"main:+1\nrun:+2\",3,4,0.333333,0.3,0.36\r\n");
    }

    private static Difference difference(Optional<String> value, Optional<String> since) {
        return new Difference(Attribute.VERSION, value, since, "a", THIRD, Estimate.NONE, 60, 200, 0.000001);
    }

    static ChartSet everyType() {
        Trend trend = new Trend(
                List.of(WEEK.minusDays(7), WEEK),
                List.of(4L, 5L),
                List.of(new Trend.Series("a", List.of(Estimate.NONE, THIRD))),
                List.of(new Trend.Reweighted("a", List.of(Optional.empty(), Optional.of(THIRD)))),
                List.of(new Trend.FirstSeen("1.0", WEEK)));
        BucketRange range = new BucketRange(0, 0, 1);
        Cell cell = new Cell("1.0", 60, List.of(new Figure("a", THIRD)), List.of(new CellQuantile(0.5, range)));
        List<Split> splits = List.of(new Split(
                Attribute.VERSION,
                List.of(cell, new Cell(Cell.OTHER, 3, List.of())),
                7,
                List.of(
                        difference(Optional.of("1.0"), Optional.empty()),
                        difference(Optional.empty(), Optional.of("1.0")))));
        Optional<Reweighting> reweighting =
                Optional.of(new Reweighting(List.of("os"), true, 3, 8.25, "matched after 3 rounds"));
        List<Bucket> buckets = List.of(
                new Bucket("a,\"b\"", 3, THIRD, Optional.of(THIRD)),
                new Bucket("c", 0, Estimate.withoutInterval(0.25), Optional.empty()));
        return new ChartSet(
                "example.org",
                "v1.2.0",
                Period.week(WEEK),
                12,
                List.of(new WeekAnswers(WEEK, 12, true)),
                List.of(new ProgramCharts(
                        "org.example/tool",
                        9,
                        THIRD,
                        List.of(
                                new ChartResult.Partition(
                                        title("p"),
                                        new Basis(9, 3, 8.5),
                                        buckets,
                                        reweighting,
                                        splits,
                                        trend,
                                        List.of("a note")),
                                new ChartResult.Histogram(
                                        title("h"),
                                        new Basis(9, 3, 8.5),
                                        List.of(new HistogramBucket("<10ms", 3, 40, THIRD, THIRD, Optional.of(THIRD))),
                                        List.of(new Quantile(0.5, range, range)),
                                        1_024,
                                        Optional.empty(),
                                        List.of(),
                                        Trend.NONE,
                                        List.of()),
                                new ChartResult.Ratio(
                                        title("r"),
                                        "n",
                                        new Basis(9, 2, 9),
                                        THIRD,
                                        buckets,
                                        THIRD,
                                        0,
                                        Optional.empty(),
                                        splits,
                                        trend,
                                        List.of()),
                                new ChartResult.Stacks(
                                        title("s"),
                                        new Basis(9, 3, 9),
                                        THIRD,
                                        List.of(new StackCount(
                                                List.of("main:+1", "run:+2"),
                                                3,
                                                4,
                                                THIRD,
                                                List.of(new StackVersion("1.2", 3, 4, THIRD)))),
                                        List.of(new StackGroup(
                                                new GroupKey(List.of("main", "run")),
                                                1,
                                                3,
                                                4,
                                                THIRD,
                                                THIRD,
                                                List.of(new GroupCell(Attribute.VERSION, "1.2", 3, 4, THIRD)))),
                                        1,
                                        DecimalFormatting.round(0.00001234567),
                                        2,
                                        List.of(),
                                        trend,
                                        List.of())))),
                List.of());
    }

    private static Title title(String id) {
        return new Title(
                id,
                "org.example/tool/" + id,
                "Title",
                "what é is",
                List.of("https://example.org/1"),
                "org.example/tool",
                "c",
                "ms",
                Set.of(Attribute.VERSION, Attribute.OS));
    }
}
