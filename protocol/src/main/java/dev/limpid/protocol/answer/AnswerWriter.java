package dev.limpid.protocol.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes the canonical JSON of an answer. */
final class AnswerWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private AnswerWriter() {}

    static byte[] write(Answer answer, boolean pretty) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            if (pretty) {
                json.setPrettyPrinter(printer());
            }
            write(answer, json);
        } catch (IOException e) {
            // Writing to memory does not fail.
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Answer answer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Week", answer.week().toString());
        json.writeStringField("Config", answer.config());
        json.writeStringField("Chart", answer.chart());
        json.writeArrayFieldStart("Builds");
        for (AnswerPart part : answer.parts()) {
            write(part, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(AnswerPart part, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<Attribute, String> attribute : part.attributes().entrySet()) {
            json.writeStringField(attribute.getKey().member(), attribute.getValue());
        }
        json.writeObjectFieldStart("Counts");
        for (Map.Entry<String, Long> count : part.counts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        if (part.leftOut() > 0) {
            json.writeNumberField("LeftOut", part.leftOut());
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
