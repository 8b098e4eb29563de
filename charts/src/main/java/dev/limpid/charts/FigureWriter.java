package dev.limpid.charts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.charts.ChartResult.BucketRange;
import java.io.IOException;
import java.util.List;

/**
 * Writes the figures of a chart set as JSON, {@code spec/charts.md}: with at most six digits, and estimates with their
 * intervals. For one thread.
 */
final class FigureWriter {

    private final JsonGenerator out;

    FigureWriter(JsonGenerator out) {
        this.out = out;
    }

    void estimate(String name, Estimate estimate) throws IOException {
        out.writeFieldName(name);
        estimate(estimate);
    }

    void estimate(Estimate estimate) throws IOException {
        out.writeStartArray();
        out.writeNumber(DecimalFormatting.decimal(estimate.value()));
        if (estimate.hasInterval()) {
            out.writeNumber(DecimalFormatting.decimal(estimate.low()));
            out.writeNumber(DecimalFormatting.decimal(estimate.high()));
        }
        out.writeEndArray();
    }

    void range(String name, BucketRange range) throws IOException {
        out.writeArrayFieldStart(name);
        out.writeNumber(range.bucket());
        out.writeNumber(range.low());
        out.writeNumber(range.high());
        out.writeEndArray();
    }

    void number(String name, double figure) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(DecimalFormatting.decimal(figure));
    }

    void strings(String name, List<String> strings) throws IOException {
        out.writeArrayFieldStart(name);
        for (String string : strings) {
            out.writeString(string);
        }
        out.writeEndArray();
    }
}
