package dev.limpid.protocol.question.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.ShortestDecimal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a configuration in such a way that a change of one version or chart changes one line. */
final class CollectionConfigWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private CollectionConfigWriter() {}

    static byte[] write(CollectionConfig config) {
        return document(json -> {
            strings("OS", config.os(), json);
            strings("Arch", config.arch(), json);
            strings("Runtime", config.runtime(), json);
            rate("FetchRate", config.fetchRate(), json);
            if (!config.revoked().isEmpty()) {
                strings("Revoked", config.revoked(), json);
            }
            if (config.relays().isPresent()) {
                relays(config.relays().get(), json);
            }
            json.writeArrayFieldStart("Programs");
            for (CollectionConfig.Program program : config.programs()) {
                program(program, json);
            }
            json.writeEndArray();
        });
    }

    private static void relays(Relays relays, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("Relays");
        json.writeStringField("Key", relays.key().text());
        strings("URLs", relays.urls(), json);
        if (relays.direct()) {
            json.writeBooleanField("Direct", true);
        }
        json.writeEndObject();
    }

    private static void program(CollectionConfig.Program program, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", program.name());
        strings("Versions", program.versions(), json);
        json.writeArrayFieldStart("Charts");
        for (Question question : program.questions()) {
            question(question, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void question(Question question, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ID", question.id());
        rate("Rate", question.rate(), json);
        strings("By", question.by().stream().map(Attribute::word).toList(), json);
        if (question.asked() instanceof RequestedCounters.Named counters) {
            strings("Counters", counters.names(), json);
        } else if (question.asked() instanceof RequestedCounters.BuiltIn builds) {
            json.writeStringField("Builds", builds.attribute().word());
        } else if (question.asked() instanceof RequestedCounters.Stacks stacks) {
            json.writeObjectFieldStart("Stacks");
            json.writeStringField("Counter", stacks.counter());
            json.writeNumberField("Depth", stacks.depth());
            strings("Frames", stacks.frames(), json);
            if (stacks.unlisted()) {
                json.writeBooleanField("Unlisted", true);
            }
            json.writeEndObject();
        }
        if (question.since().isPresent()) {
            json.writeStringField("Since", question.since().get());
        }
        if (question.until().isPresent()) {
            json.writeStringField("Until", question.until().get().toString());
        }
        json.writeEndObject();
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
            json.writeFieldName(name);
            json.writeNumber(ShortestDecimal.of(rate));
        }
    }

    /** One JSON object and a line feed. */
    static byte[] document(Members members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setPrettyPrinter(new ChartPerLinePrinter());
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            // Writing to memory does not fail.
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json) throws IOException;
    }
}
