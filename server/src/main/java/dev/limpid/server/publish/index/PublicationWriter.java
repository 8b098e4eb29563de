package dev.limpid.server.publish.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.server.publish.index.PublishedWeek.Earlier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Writes indexes and manifests, as specified in {@code spec/charts.md}. */
final class PublicationWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private PublicationWriter() {}

    static byte[] write(Publication publication) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("Collection", publication.collection());
            out.writeNumberField("Number", publication.number());
            out.writeArrayFieldStart("Weeks");
            for (PublishedWeek week : publication.weeks()) {
                write(week, out);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("Charts");
            for (PublishedCharts one : publication.charts()) {
                write(one, out);
            }
            out.writeEndArray();
            if (!publication.removed().isEmpty()) {
                out.writeArrayFieldStart("Removed");
                for (RemovedAnswer one : publication.removed()) {
                    write(one, out);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** A value of an enumeration as it is written. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void write(PublishedWeek week, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("Week", week.week().toString());
        out.writeStringField("State", word(week.state()));
        out.writeNumberField("Revision", week.revision());
        out.writeNumberField("Accepted", week.accepted());
        out.writeNumberField("Answers", week.answers());
        out.writeNumberField("Lines", week.lines());
        out.writeNumberField("Alone", week.alone());
        out.writeNumberField("Bytes", week.bytes());
        out.writeStringField("SHA256", week.sha256());
        out.writeStringField("ContentSHA256", week.contentSha256());
        out.writeStringField("Version", week.version());
        if (week.networks().isPresent()) {
            write(week.networks().get(), out);
        }
        if (week.gate().isPresent()) {
            write(week.gate().get(), out);
        }
        out.writeArrayFieldStart("Earlier");
        for (Earlier earlier : week.earlier()) {
            out.writeStartObject();
            out.writeNumberField("Revision", earlier.revision());
            out.writeStringField("State", word(earlier.state()));
            out.writeNumberField("Answers", earlier.answers());
            out.writeStringField("SHA256", earlier.sha256());
            out.writeStringField("ContentSHA256", earlier.contentSha256());
            out.writeStringField("Version", earlier.version());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(NetworkHistogram networks, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("Networks");
        out.writeNumberField("1", networks.one());
        out.writeNumberField("2-9", networks.upTo9());
        out.writeNumberField("10-99", networks.upTo99());
        out.writeNumberField("100+", networks.more());
        if (!networks.relays().isEmpty()) {
            out.writeArrayFieldStart("Relays");
            for (Map.Entry<String, Long> relay : networks.relays().entrySet()) {
                out.writeStartObject();
                out.writeStringField("Relay", relay.getKey());
                out.writeNumberField("Answers", relay.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void write(GateSummary gate, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("Gate");
        out.writeNumberField("Least", gate.threshold());
        out.writeNumberField("Attributes", gate.attributes());
        out.writeNumberField("Counts", gate.counts());
        out.writeNumberField("LeftOut", gate.leftOut());
        out.writeEndObject();
    }

    private static void write(RemovedAnswer one, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("SHA256", one.sha256());
        out.writeStringField("Week", one.week().toString());
        out.writeStringField("Why", word(one.why()));
        out.writeNumberField("Machines", one.machines());
        out.writeStringField("Version", one.version());
        out.writeEndObject();
    }

    private static void write(PublishedCharts one, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("Period", one.period().name());
        out.writeNumberField("Revision", one.revision());
        out.writeStringField("Config", one.config());
        out.writeNumberField("Answers", one.answers());
        out.writeStringField("SHA256", one.sha256());
        out.writeStringField("Version", one.version());
        out.writeEndObject();
    }
}
