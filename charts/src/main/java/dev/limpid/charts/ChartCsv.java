package dev.limpid.charts;

import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.protocol.text.Csv;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Charts as CSV (RFC 4180), one row per figure, {@code spec/charts.md}:
 * {@code from,to,program,chart,type,figure,bucket,answers,events,value,low,high}. Charts of all types have the same
 * twelve columns, so a spreadsheet or a data frame reads any of them. For one thread at a time.
 */
public final class ChartCsv {

    private static final String HEADER = "from,to,program,chart,type,figure,bucket,answers,events,value,low,high\r\n";

    private final StringBuilder out = new StringBuilder(HEADER);
    private final ChartSet charts;

    private ChartCsv(ChartSet charts) {
        this.charts = charts;
    }

    /** Writes every chart of the set. */
    public static byte[] toCsv(ChartSet charts) {
        ChartCsv csv = new ChartCsv(charts);
        for (ProgramCharts program : charts.programs()) {
            program.charts().forEach(csv::add);
        }
        return csv.bytes();
    }

    /** Writes one chart of the set. */
    public static byte[] toCsv(ChartSet charts, ChartResult chart) {
        ChartCsv csv = new ChartCsv(charts);
        csv.add(chart);
        return csv.bytes();
    }

    private byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void add(ChartResult chart) {
        if (chart instanceof Partition partition) {
            for (Bucket bucket : partition.buckets()) {
                row(chart, "share", bucket.name(), bucket.answers(), -1, bucket.share());
                row(chart, "reweighted", bucket.name(), bucket.answers(), -1, bucket.reweighted());
            }
        } else if (chart instanceof Histogram histogram) {
            for (HistogramBucket bucket : histogram.buckets()) {
                row(chart, "mean", bucket.name(), bucket.answers(), bucket.events(), bucket.mean());
                row(chart, "pooled", bucket.name(), bucket.answers(), bucket.events(), bucket.pooled());
                row(chart, "reweighted", bucket.name(), bucket.answers(), bucket.events(), bucket.reweighted());
            }
        } else if (chart instanceof Ratio ratio) {
            row(chart, "installations", "", ratio.machinesWithCounts(), -1, ratio.installations());
            row(chart, "pooled", "", ratio.machinesWithCounts(), -1, ratio.pooled());
            for (Bucket bucket : ratio.distribution()) {
                row(chart, "distribution", bucket.name(), bucket.answers(), -1, bucket.share());
                row(chart, "reweighted", bucket.name(), bucket.answers(), -1, bucket.reweighted());
            }
        } else if (chart instanceof Stacks stacks) {
            row(chart, "installations", "", stacks.machinesWithCounts(), -1, stacks.installations());
            for (StackGroup group : stacks.groups()) {
                String frames = String.join("\n", group.key().frames());
                row(chart, "stack-group", frames, group.answers(), group.events(), group.share());
            }
            for (StackCount stack : stacks.stacks()) {
                row(chart, "stack", String.join("\n", stack.frames()), stack.answers(), stack.events(), stack.share());
                for (StackVersion in : stack.versions()) {
                    String bucket = in.version() + "\n" + String.join("\n", stack.frames());
                    row(chart, "stack-version", bucket, in.answers(), in.events(), in.share());
                }
            }
        }
        for (Split split : chart.splits()) {
            for (Cell cell : split.cells()) {
                for (Figure figure : cell.figures()) {
                    String bucket = cell.value() + "\n" + figure.name();
                    row(chart, "by-" + split.by().word(), bucket, cell.answers(), -1, figure.estimate());
                }
            }
        }
    }

    private void row(
            ChartResult chart, String figure, String bucket, long answers, long events, Optional<Estimate> estimate) {
        estimate.ifPresent(present -> row(chart, figure, bucket, answers, events, present));
    }

    private void row(ChartResult chart, String figure, String bucket, long answers, long events, Estimate estimate) {
        field(charts.period().from().toString());
        field(charts.period().to().toString());
        field(chart.title().program());
        field(chart.title().chart());
        field(ChartSetWriter.type(chart));
        field(figure);
        field(bucket);
        number(Long.toString(answers));
        number(events < 0 ? "" : Long.toString(events));
        number(DecimalFormatting.decimal(estimate.value()).toPlainString());
        number(
                estimate.hasInterval()
                        ? DecimalFormatting.decimal(estimate.low()).toPlainString()
                        : "");
        number(
                estimate.hasInterval()
                        ? DecimalFormatting.decimal(estimate.high()).toPlainString()
                        : "");
        out.setLength(out.length() - 1);
        out.append("\r\n");
    }

    private void field(String text) {
        out.append(Csv.field(text)).append(',');
    }

    private void number(String number) {
        out.append(number).append(',');
    }
}
