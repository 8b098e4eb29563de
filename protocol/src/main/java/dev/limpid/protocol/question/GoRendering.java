package dev.limpid.protocol.question;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration in the words of golang.org/x/telemetry. That format knows counters and no charts, so a counter is asked
 * for at the highest rate of the charts that want it. It has one list of versions for all counters of a program, so a
 * program is listed from the version on at which all of its questions hold: a Go client collects too little rather than
 * what no chart asked for. Nor does it know days: a question that ends is left out.
 */
final class GoRendering {

    private GoRendering() {}

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
