package dev.limpid.charts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.limpid.charts.ChartSet.DayReports;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.DrawnChart.Bucket;
import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.HistogramBucket;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Quantile;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.StackVersion;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.DrawnChart.Title;
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
        out.writeNumberField("Reports", charts.reports());
        write("Installations", charts.installations());
        out.writeObjectFieldStart("Days");
        for (DayReports day : charts.days()) {
            out.writeNumberField(day.date().toString(), day.reports());
        }
        out.writeEndObject();
        out.writeArrayFieldStart("Programs");
        for (ProgramCharts program : charts.programs()) {
            out.writeStartObject();
            out.writeStringField("Program", program.program());
            out.writeNumberField("Reports", program.reports());
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
        out.writeStringField("Title", title.title());
        out.writeStringField("Description", title.description());
        strings("Issues", title.issues());
        out.writeStringField("Program", title.program());
        out.writeStringField("Counter", title.counter());
        out.writeStringField("Unit", title.unit());
        out.writeNumberField("Asked", chart.asked());
        out.writeNumberField("Answered", chart.answered());
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
            out.writeNumberField("Reports", bucket.reports());
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
        number("Largest", histogram.largest());
        write(histogram.reweighting());
    }

    private void write(Ratio ratio) throws IOException {
        out.writeStringField("Over", ratio.over());
        write("Installations", ratio.installations());
        buckets("Distribution", ratio.distribution());
        write("Pooled", ratio.pooled());
        number("Largest", ratio.largest());
        write(ratio.reweighting());
    }

    private void write(Stacks stacks) throws IOException {
        write("Installations", stacks.installations());
        out.writeNumberField("Distinct", stacks.distinct());
        number("SampledTo", stacks.sampledTo());
        out.writeArrayFieldStart("Stacks");
        for (StackCount stack : stacks.stacks()) {
            out.writeStartObject();
            strings("Frames", stack.frames());
            out.writeNumberField("Reports", stack.reports());
            out.writeNumberField("Events", stack.events());
            write("Share", stack.share());
            out.writeArrayFieldStart("Versions");
            for (StackVersion in : stack.versions()) {
                out.writeStartObject();
                out.writeStringField("Version", in.version());
                out.writeNumberField("Reports", in.reports());
                out.writeNumberField("Events", in.events());
                write("Share", in.share());
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
            out.writeNumberField("Reports", bucket.reports());
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
        number("EffectiveReports", made.effectiveReports());
        out.writeStringField("Sentence", made.sentence());
        out.writeEndObject();
    }

    private void write(Trend trend) throws IOException {
        if (trend.weeks().isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("Trend");
        strings("Weeks", trend.weeks().stream().map(Object::toString).toList());
        out.writeArrayFieldStart("Asked");
        for (long asked : trend.asked()) {
            out.writeNumber(asked);
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
        out.writeEndObject();
    }

    private void write(String name, Estimate estimate) throws IOException {
        out.writeFieldName(name);
        triple(estimate);
    }

    private void triple(Estimate estimate) throws IOException {
        out.writeStartArray();
        out.writeNumber(Figures.decimal(estimate.value()));
        out.writeNumber(Figures.decimal(estimate.low()));
        out.writeNumber(Figures.decimal(estimate.high()));
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
        out.writeNumber(Figures.decimal(figure));
    }

    private void strings(String name, List<String> strings) throws IOException {
        out.writeArrayFieldStart(name);
        for (String string : strings) {
            out.writeString(string);
        }
        out.writeEndArray();
    }
}
