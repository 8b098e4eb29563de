package dev.limpid.charts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.ChartSet.WeekAnswers;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.DrawnChart.Cell;
import dev.limpid.charts.DrawnChart.CellQuantile;
import dev.limpid.charts.DrawnChart.Figure;
import dev.limpid.charts.DrawnChart.GroupCell;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Quantile;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Split;
import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.StackGroup;
import dev.limpid.charts.DrawnChart.StackVersion;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.DrawnChart.Title;
import dev.limpid.protocol.answer.Attribute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A {@link ChartSet} as JSON, {@code spec/charts.md}. The same charts always give the same bytes: names in a fixed
 * order, no white space, numbers with at most six significant digits.
 */
public final class ChartSetCodec {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator out;

    private ChartSetCodec(JsonGenerator out) {
        this.out = out;
    }

    /** The canonical bytes, ended by a line feed. */
    public static byte[] toJson(ChartSet charts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            new ChartSetCodec(out).write(charts);
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IOException if these are not the bytes of a chart set; the message says where
     */
    public static ChartSet read(byte[] json) throws IOException {
        return ChartSetReader.read(json);
    }

    private void write(ChartSet charts) throws IOException {
        out.writeStartObject();
        out.writeStringField("Collection", charts.collection());
        out.writeStringField("Config", charts.config());
        out.writeStringField("From", charts.period().from().toString());
        out.writeStringField("To", charts.period().to().toString());
        out.writeNumberField("Answers", charts.answers());
        out.writeObjectFieldStart("Weeks");
        for (WeekAnswers week : charts.weeks()) {
            out.writeNumberField(week.week().toString(), week.answers());
        }
        out.writeEndObject();
        strings(
                "Provisional",
                charts.weeks().stream()
                        .filter(WeekAnswers::provisional)
                        .map(week -> week.week().toString())
                        .toList());
        out.writeArrayFieldStart("Programs");
        for (ProgramCharts program : charts.programs()) {
            out.writeStartObject();
            out.writeStringField("Program", program.program());
            out.writeNumberField("Answers", program.answers());
            write("Installations", program.installations());
            out.writeArrayFieldStart("Charts");
            for (DrawnChart chart : program.charts()) {
                out.writeStartObject();
                write(chart);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        strings("Notes", charts.notes());
        out.writeEndObject();
    }

    private void write(DrawnChart chart) throws IOException {
        out.writeStringField("Type", type(chart));
        Title title = chart.title();
        out.writeStringField("ID", title.id());
        out.writeStringField("Chart", title.chart());
        out.writeStringField("Title", title.title());
        out.writeStringField("Description", title.description());
        strings("Issues", title.issues());
        out.writeStringField("Program", title.program());
        out.writeStringField("Counter", title.counter());
        out.writeStringField("Unit", title.unit());
        strings("By", title.by().stream().map(Attribute::word).toList());
        out.writeNumberField("Answers", chart.answers());
        out.writeNumberField("Counted", chart.counted());
        number("Effective", chart.effective());
        if (chart instanceof Partition partition) {
            buckets("Buckets", partition.buckets());
            write(partition.reweighting());
        } else if (chart instanceof Histogram histogram) {
            write(histogram);
        } else if (chart instanceof Ratio ratio) {
            write(ratio);
        } else if (chart instanceof Stacks stacks) {
            write(stacks);
        }
        splits(chart.splits());
        write(chart.trend());
        strings("Notes", chart.notes());
    }

    /** The chart's type, in the word that chart configurations use. */
    static String type(DrawnChart chart) {
        if (chart instanceof Partition) {
            return "partition";
        } else if (chart instanceof Histogram) {
            return "histogram";
        } else if (chart instanceof Ratio) {
            return "ratio";
        }
        return "stack";
    }

    private void write(Histogram histogram) throws IOException {
        out.writeArrayFieldStart("Buckets");
        for (HistogramBucket bucket : histogram.buckets()) {
            out.writeStartObject();
            out.writeStringField("Name", bucket.name());
            out.writeNumberField("Answers", bucket.answers());
            out.writeNumberField("Events", bucket.events());
            write("Mean", bucket.mean());
            write("Pooled", bucket.pooled());
            reweighted(bucket.reweighted());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Quantiles");
        for (Quantile quantile : histogram.quantiles()) {
            out.writeStartObject();
            number("Q", quantile.q());
            range("Mean", quantile.mean());
            range("Pooled", quantile.pooled());
            out.writeEndObject();
        }
        out.writeEndArray();
        number("Clip", histogram.clip());
        write(histogram.reweighting());
    }

    private void write(Ratio ratio) throws IOException {
        out.writeStringField("Over", ratio.over());
        write("Installations", ratio.installations());
        buckets("Distribution", ratio.distribution());
        write("Pooled", ratio.pooled());
        number("Clip", ratio.clip());
        write(ratio.reweighting());
    }

    private void write(Stacks stacks) throws IOException {
        write("Installations", stacks.installations());
        out.writeNumberField("Distinct", stacks.distinct());
        number("Sampled", stacks.sampled());
        out.writeNumberField("LeftOut", stacks.leftOut());
        out.writeArrayFieldStart("Stacks");
        for (StackCount stack : stacks.stacks()) {
            out.writeStartObject();
            strings("Frames", stack.frames());
            out.writeNumberField("Answers", stack.answers());
            out.writeNumberField("Events", stack.events());
            write("Share", stack.share());
            out.writeArrayFieldStart("Versions");
            for (StackVersion in : stack.versions()) {
                out.writeStartObject();
                out.writeStringField("Version", in.version());
                out.writeNumberField("Answers", in.answers());
                out.writeNumberField("Events", in.events());
                write("Share", in.share());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!stacks.groups().isEmpty()) {
            groups(stacks.groups());
        }
    }

    private void groups(List<StackGroup> groups) throws IOException {
        out.writeArrayFieldStart("Groups");
        for (StackGroup group : groups) {
            out.writeStartObject();
            strings("Frames", group.key().frames());
            out.writeNumberField("Stacks", group.stacks());
            out.writeNumberField("Answers", group.answers());
            out.writeNumberField("Events", group.events());
            write("Share", group.share());
            write("Installations", group.installations());
            out.writeArrayFieldStart("Cells");
            for (GroupCell cell : group.cells()) {
                out.writeStartObject();
                out.writeStringField("By", cell.by().word());
                out.writeStringField("Value", cell.value());
                out.writeNumberField("Answers", cell.answers());
                out.writeNumberField("Events", cell.events());
                write("Share", cell.share());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void buckets(String name, List<Bucket> buckets) throws IOException {
        out.writeArrayFieldStart(name);
        for (Bucket bucket : buckets) {
            out.writeStartObject();
            out.writeStringField("Name", bucket.name());
            out.writeNumberField("Answers", bucket.answers());
            write("Share", bucket.share());
            reweighted(bucket.reweighted());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void reweighted(Optional<Estimate> estimate) throws IOException {
        if (estimate.isPresent()) {
            write("Reweighted", estimate.get());
        }
    }

    private void write(Optional<Reweighting> reweighting) throws IOException {
        if (reweighting.isEmpty()) {
            return;
        }
        Reweighting made = reweighting.get();
        out.writeObjectFieldStart("Reweighting");
        strings("Margins", made.margins());
        out.writeBooleanField("Converged", made.converged());
        out.writeNumberField("Rounds", made.rounds());
        number("EffectiveAnswers", made.effectiveAnswers());
        out.writeStringField("Sentence", made.sentence());
        out.writeEndObject();
    }

    private void write(Trend trend) throws IOException {
        if (trend.weeks().isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("Trend");
        strings("Weeks", trend.weeks().stream().map(Object::toString).toList());
        out.writeArrayFieldStart("Answers");
        for (long answers : trend.answers()) {
            out.writeNumber(answers);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Series");
        for (Trend.Series series : trend.series()) {
            out.writeStartObject();
            out.writeStringField("Name", series.name());
            out.writeArrayFieldStart("Points");
            for (Estimate point : series.points()) {
                triple(point);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("Reweighted");
        for (Trend.Reweighted series : trend.reweighted()) {
            out.writeStartObject();
            out.writeStringField("Name", series.name());
            out.writeArrayFieldStart("Points");
            for (Optional<Estimate> point : series.points()) {
                if (point.isPresent()) {
                    triple(point.get());
                } else {
                    out.writeNull();
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!trend.since().isEmpty()) {
            out.writeObjectFieldStart("Since");
            for (Trend.Since version : trend.since()) {
                out.writeStringField(version.version(), version.week().toString());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void splits(List<Split> splits) throws IOException {
        out.writeArrayFieldStart("Splits");
        for (Split split : splits) {
            out.writeStartObject();
            out.writeStringField("By", split.by().word());
            out.writeArrayFieldStart("Cells");
            for (Cell cell : split.cells()) {
                out.writeStartObject();
                out.writeStringField("Value", cell.value());
                out.writeNumberField("Answers", cell.answers());
                out.writeArrayFieldStart("Figures");
                for (Figure figure : cell.figures()) {
                    out.writeStartObject();
                    out.writeStringField("Name", figure.name());
                    write("Estimate", figure.estimate());
                    out.writeEndObject();
                }
                out.writeEndArray();
                if (!cell.quantiles().isEmpty()) {
                    out.writeArrayFieldStart("Quantiles");
                    for (CellQuantile quantile : cell.quantiles()) {
                        out.writeStartObject();
                        number("Q", quantile.q());
                        range("Mean", quantile.mean());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("Looked", split.looked());
            out.writeArrayFieldStart("Differences");
            for (Difference difference : split.differences()) {
                write(difference);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void write(Difference difference) throws IOException {
        out.writeStartObject();
        if (difference.value().isPresent()) {
            out.writeStringField("Value", difference.value().get());
        }
        if (difference.since().isPresent()) {
            out.writeStringField("Since", difference.since().get());
        }
        out.writeStringField("Figure", difference.figure());
        write("Here", difference.here());
        write("Elsewhere", difference.elsewhere());
        out.writeNumberField("Answers", difference.answers());
        out.writeNumberField("Others", difference.others());
        number("P", difference.p());
        out.writeEndObject();
    }

    private void write(String name, Estimate estimate) throws IOException {
        out.writeFieldName(name);
        triple(estimate);
    }

    private void triple(Estimate estimate) throws IOException {
        out.writeStartArray();
        out.writeNumber(DecimalFormatting.decimal(estimate.value()));
        if (estimate.hasInterval()) {
            out.writeNumber(DecimalFormatting.decimal(estimate.low()));
            out.writeNumber(DecimalFormatting.decimal(estimate.high()));
        }
        out.writeEndArray();
    }

    private void range(String name, BucketRange range) throws IOException {
        out.writeArrayFieldStart(name);
        out.writeNumber(range.bucket());
        out.writeNumber(range.low());
        out.writeNumber(range.high());
        out.writeEndArray();
    }

    private void number(String name, double figure) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(DecimalFormatting.decimal(figure));
    }

    private void strings(String name, List<String> strings) throws IOException {
        out.writeArrayFieldStart(name);
        for (String string : strings) {
            out.writeString(string);
        }
        out.writeEndArray();
    }
}
