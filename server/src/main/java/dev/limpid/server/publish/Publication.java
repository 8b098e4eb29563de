package dev.limpid.server.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.charts.Period;
import dev.limpid.charts.json.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was published, by name and digest: either all that is published now ({@code /data/index.json}), or what one run
 * changed (the manifest that is logged). The index is what all manifests say, the newest word on each day and period.
 *
 * @param collection the collection's name
 * @param number how many publications there were, this one included
 * @param days the days' reports, by date
 * @param charts the periods' charts, by name
 * @param removed the reports that were accepted and are not published, or not any more; they stay away
 */
public record Publication(
        String collection, int number, List<PublishedDay> days, List<PublishedCharts> charts, List<Removed> removed) {

    private static final JsonFactory JSON = new JsonFactory();

    public Publication {
        days = List.copyOf(days);
        charts = List.copyOf(charts);
        removed = List.copyOf(removed);
    }

    /** A publication that takes nothing out. */
    public Publication(String collection, int number, List<PublishedDay> days, List<PublishedCharts> charts) {
        this(collection, number, days, charts, List.of());
    }

    /**
     * An accepted report that is kept out of what is published.
     *
     * @param sha256 the digest of its bytes, the line without its end, in hexadecimal
     * @param date the day it belongs to
     * @param why it was taken out
     * @param version the publication from which on it is not there
     */
    public record Removed(String sha256, LocalDate date, Why why, String version) {

        /** Why a report is taken out. */
        public enum Why {
            /** Who runs the collection took it out. */
            OPERATOR,
            /** It was accepted, but this release cannot count it. */
            UNREADABLE
        }
    }

    /**
     * The reports of one day.
     *
     * @param date the day on which the reports' weeks ended
     * @param revision 0 at first; one more whenever late reports were added
     * @param reports how many
     * @param bytes how long the file is
     * @param sha256 the digest of the file, in hexadecimal
     * @param contentSha256 the digest of its lines, whatever they are compressed with
     * @param version the publication that says so
     * @param earlier the revisions before, oldest first
     */
    public record PublishedDay(
            LocalDate date,
            int revision,
            long reports,
            long bytes,
            String sha256,
            String contentSha256,
            String version,
            List<Earlier> earlier) {
        public PublishedDay {
            earlier = List.copyOf(earlier);
        }

        /** The file's name on disk; its address has no revision. */
        String file() {
            return date + ".r" + revision + ".ndjson.zst";
        }
    }

    /** A revision that was replaced. */
    public record Earlier(int revision, long reports, String sha256, String contentSha256, String version) {}

    /**
     * The charts of one period.
     *
     * @param period which
     * @param revision 0 at first; one more whenever the figures changed
     * @param config the configuration whose charts these are
     * @param reports how many reports they show
     * @param sha256 the digest of the JSON, in hexadecimal
     * @param version the publication that says so
     */
    public record PublishedCharts(
            Period period, int revision, String config, long reports, String sha256, String version) {

        /** The file's name on disk; its address has no revision. */
        String file() {
            return period.name() + ".r" + revision + ".json";
        }
    }

    /** Nothing yet. */
    static Publication none(String collection) {
        return new Publication(collection, 0, List.of(), List.of());
    }

    /** The version under which a publication is logged. */
    public static String version(int number) {
        return "v0." + number + ".0";
    }

    /** The canonical JSON text, ended by a line feed. */
    public byte[] toJson() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("Collection", collection);
            out.writeNumberField("Number", number);
            out.writeArrayFieldStart("Days");
            for (PublishedDay day : days) {
                write(day, out);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("Charts");
            for (PublishedCharts one : charts) {
                write(one, out);
            }
            out.writeEndArray();
            if (!removed.isEmpty()) {
                out.writeArrayFieldStart("Removed");
                for (Removed one : removed) {
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

    private static void write(PublishedDay day, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("Date", day.date().toString());
        out.writeNumberField("Revision", day.revision());
        out.writeNumberField("Reports", day.reports());
        out.writeNumberField("Bytes", day.bytes());
        out.writeStringField("SHA256", day.sha256());
        out.writeStringField("ContentSHA256", day.contentSha256());
        out.writeStringField("Version", day.version());
        out.writeArrayFieldStart("Earlier");
        for (Earlier earlier : day.earlier()) {
            out.writeStartObject();
            out.writeNumberField("Revision", earlier.revision());
            out.writeNumberField("Reports", earlier.reports());
            out.writeStringField("SHA256", earlier.sha256());
            out.writeStringField("ContentSHA256", earlier.contentSha256());
            out.writeStringField("Version", earlier.version());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Removed one, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("SHA256", one.sha256());
        out.writeStringField("Date", one.date().toString());
        out.writeStringField("Why", one.why().name().toLowerCase(Locale.ROOT));
        out.writeStringField("Version", one.version());
        out.writeEndObject();
    }

    private static void write(PublishedCharts one, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("Period", one.period().name());
        out.writeNumberField("Revision", one.revision());
        out.writeStringField("Config", one.config());
        out.writeNumberField("Reports", one.reports());
        out.writeStringField("SHA256", one.sha256());
        out.writeStringField("Version", one.version());
        out.writeEndObject();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws CorruptDataException if it is something else
     */
    public static Publication read(byte[] json) throws CorruptDataException {
        try {
            JsonNode root = JsonNode.parse(json);
            List<PublishedDay> days = new ArrayList<>();
            for (JsonNode day : root.get("Days").elements()) {
                days.add(day(day));
            }
            List<PublishedCharts> charts = new ArrayList<>();
            for (JsonNode one : root.get("Charts").elements()) {
                charts.add(new PublishedCharts(
                        Period.parse(one.get("Period").text()),
                        (int) one.get("Revision").integer(),
                        one.get("Config").text(),
                        one.get("Reports").integer(),
                        one.get("SHA256").text(),
                        one.get("Version").text()));
            }
            List<Removed> removed = new ArrayList<>();
            Optional<JsonNode> out = root.find("Removed");
            if (out.isPresent()) {
                for (JsonNode one : out.get().elements()) {
                    removed.add(new Removed(
                            one.get("SHA256").text(),
                            LocalDate.parse(one.get("Date").text()),
                            Removed.Why.valueOf(one.get("Why").text().toUpperCase(Locale.ROOT)),
                            one.get("Version").text()));
                }
            }
            return new Publication(
                    root.get("Collection").text(), (int) root.get("Number").integer(), days, charts, removed);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new CorruptDataException("not an index of published files: " + e.getMessage(), e);
        }
    }

    private static PublishedDay day(JsonNode day) throws IOException {
        List<Earlier> earlier = new ArrayList<>();
        for (JsonNode one : day.get("Earlier").elements()) {
            earlier.add(new Earlier(
                    (int) one.get("Revision").integer(),
                    one.get("Reports").integer(),
                    one.get("SHA256").text(),
                    one.get("ContentSHA256").text(),
                    one.get("Version").text()));
        }
        return new PublishedDay(
                LocalDate.parse(day.get("Date").text()),
                (int) day.get("Revision").integer(),
                day.get("Reports").integer(),
                day.get("Bytes").integer(),
                day.get("SHA256").text(),
                day.get("ContentSHA256").text(),
                day.get("Version").text(),
                earlier);
    }
}
