package dev.limpid.charts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A {@link ChartSet} as JSON, {@code spec/charts.md}. The same charts always give the same bytes: names in a fixed
 * order, no white space, numbers with at most six significant digits.
 */
public final class ChartSetCodec {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ChartSetCodec() {}

    /** The canonical bytes, ended by a line feed. */
    public static byte[] toJson(ChartSet charts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            new ChartSetWriter(out).write(charts);
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
}
