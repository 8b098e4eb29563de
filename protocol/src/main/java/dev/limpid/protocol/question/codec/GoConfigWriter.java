package dev.limpid.protocol.question.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a configuration in the form of golang.org/x/telemetry. That format has counters but no charts, so each counter
 * gets the highest rate of the charts that ask for it. It has one list of versions for all counters of a program, so
 * the list starts at the first version that all questions cover: a Go client collects too little rather than what no
 * chart asks for. It has no dates either, so questions with a last day are left out.
 */
final class GoConfigWriter {

    private GoConfigWriter() {}

    static byte[] write(CollectionConfig config) {
        return CollectionConfigWriter.document(json -> {
            CollectionConfigWriter.strings("GOOS", config.os(), json);
            CollectionConfigWriter.strings("GOARCH", config.arch(), json);
            CollectionConfigWriter.strings("GoVersion", config.runtime(), json);
            double highest = config.programs().stream()
                    .flatMap(program -> lasting(program).stream())
                    .mapToDouble(Question::rate)
                    .max()
                    .orElse(0);
            CollectionConfigWriter.rate("SampleRate", highest, json);
            json.writeArrayFieldStart("Programs");
            for (CollectionConfig.Program program : config.programs()) {
                program(program, json);
            }
            json.writeEndArray();
        });
    }

    private static void program(CollectionConfig.Program program, JsonGenerator json) throws IOException {
        Map<String, Double> counters = new TreeMap<>();
        Map<String, Double> stacks = new TreeMap<>();
        Map<String, Integer> depths = new TreeMap<>();
        int first = 0;
        for (Question question : lasting(program)) {
            first = Math.max(
                    first, question.since().map(program.versions()::indexOf).orElse(0));
            if (question.asked() instanceof RequestedCounters.Named named) {
                named.names().forEach(name -> counters.merge(name, question.rate(), Math::max));
            } else if (question.asked() instanceof RequestedCounters.Stacks named) {
                stacks.merge(named.counter(), question.rate(), Math::max);
                depths.merge(named.counter(), named.depth(), Math::min);
            }
        }
        json.writeStartObject();
        json.writeStringField("Name", program.name());
        CollectionConfigWriter.strings(
                "Versions", program.versions().subList(first, program.versions().size()), json);
        json.writeArrayFieldStart("Counters");
        for (Map.Entry<String, Double> counter : counters.entrySet()) {
            json.writeStartObject();
            json.writeStringField("Name", counter.getKey());
            CollectionConfigWriter.rate("Rate", counter.getValue(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Stacks");
        for (Map.Entry<String, Double> stack : stacks.entrySet()) {
            json.writeStartObject();
            json.writeStringField("Name", stack.getKey());
            CollectionConfigWriter.rate("Rate", stack.getValue(), json);
            json.writeNumberField("Depth", depths.getOrDefault(stack.getKey(), 0));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static List<Question> lasting(CollectionConfig.Program program) {
        return program.questions().stream()
                .filter(question -> question.until().isEmpty())
                .toList();
    }
}
