package dev.limpid.protocol.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.limpid.protocol.text.ShortestDecimal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes the canonical JSON of a report. */
final class ReportWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private ReportWriter() {}

    static byte[] write(Report report, boolean pretty) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            if (pretty) {
                json.setPrettyPrinter(printer());
            }
            write(report, json);
        } catch (IOException e) {
            // Writing to memory does not fail.
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Report report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Week", report.week().toString());
        if (report.lastWeek().isPresent()) {
            json.writeStringField("LastWeek", report.lastWeek().get().toString());
        }
        json.writeFieldName("X");
        json.writeNumber(ShortestDecimal.of(report.x()));
        json.writeStringField("Config", report.config());
        json.writeArrayFieldStart("Programs");
        for (ProgramReport program : report.programs()) {
            write(program, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(ProgramReport program, JsonGenerator json) throws IOException {
        Build build = program.build();
        json.writeStartObject();
        json.writeStringField("Program", build.program());
        json.writeStringField("Version", build.version());
        json.writeStringField("Runtime", build.runtime());
        json.writeStringField("OS", build.os());
        json.writeStringField("Arch", build.arch());
        counts("Counters", program.counters(), json);
        counts("Stacks", program.stacks(), json);
        json.writeEndObject();
    }

    private static void counts(String name, Map<String, Long> counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(indent);
        printer.indentObjectsWith(indent);
        return printer;
    }
}
