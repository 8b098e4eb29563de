package dev.limpid.protocol.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Writes a configuration so that a change of one version or counter is a change of one line. */
final class UploadConfigWriter {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Rules lie this deep; each is written on one line. */
    private static final int RULE = 5;

    private UploadConfigWriter() {}

    static byte[] write(UploadConfig config) {
        return document(json -> {
            strings("OS", config.os(), json);
            strings("Arch", config.arch(), json);
            strings("Runtime", config.runtime(), json);
            rate("SampleRate", config.sampleRate(), json);
            rate("FetchRate", config.fetchRate(), json);
            json.writeArrayFieldStart("Programs");
            for (UploadConfig.Program program : config.programs()) {
                program(program, json);
            }
            json.writeEndArray();
        });
    }

    private static void program(UploadConfig.Program program, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", program.name());
        strings("Versions", program.versions(), json);
        json.writeArrayFieldStart("Counters");
        for (UploadConfig.CounterRule rule : program.counters()) {
            json.writeStartObject();
            json.writeStringField("Name", rule.name());
            rate("Rate", rule.rate(), json);
            bounds(rule.since(), rule.until(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Stacks");
        for (UploadConfig.StackRule rule : program.stacks()) {
            json.writeStartObject();
            json.writeStringField("Name", rule.name());
            rate("Rate", rule.rate(), json);
            json.writeNumberField("Depth", rule.depth());
            strings("Frames", rule.frames(), json);
            if (rule.unlisted()) {
                json.writeBooleanField("Unlisted", true);
            }
            bounds(rule.since(), rule.until(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void bounds(Optional<String> since, Optional<LocalDate> until, JsonGenerator json)
            throws IOException {
        if (since.isPresent()) {
            json.writeStringField("Since", since.get());
        }
        if (until.isPresent()) {
            json.writeStringField("Until", until.get().toString());
        }
    }

    static void strings(String name, List<String> strings, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    static void rate(String name, double rate, JsonGenerator json) throws IOException {
        if (rate == 0 || rate == 1) {
            json.writeNumberField(name, (int) rate);
        } else {
            json.writeNumberField(name, rate);
        }
    }

    /** One JSON object and a line's end. */
    static byte[] document(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setPrettyPrinter(new RuleLines());
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            // Nothing but memory is written to.
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** A line for each member and element, but one line for a rule with all that it holds. */
    private static final class RuleLines extends DefaultPrettyPrinter {
        private static final long serialVersionUID = 1L;

        RuleLines() {
            super(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
            DefaultIndenter indent = new LineAboveRules();
            indentArraysWith(indent);
            indentObjectsWith(indent);
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            if (_nesting < RULE) {
                super.writeObjectEntrySeparator(json);
            } else {
                json.writeRaw(", ");
            }
        }

        @Override
        public void writeEndObject(JsonGenerator json, int members) throws IOException {
            if (_nesting < RULE) {
                super.writeEndObject(json, members);
            } else {
                _nesting--;
                json.writeRaw('}');
            }
        }
    }

    private static final class LineAboveRules extends DefaultIndenter {
        private static final long serialVersionUID = 1L;

        LineAboveRules() {
            super("  ", "\n");
        }

        @Override
        public void writeIndentation(JsonGenerator json, int level) throws IOException {
            if (level < RULE) {
                super.writeIndentation(json, level);
            }
        }
    }
}
