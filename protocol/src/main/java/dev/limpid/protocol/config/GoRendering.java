package dev.limpid.protocol.config;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A configuration in the words of golang.org/x/telemetry. That format has one list of versions for all counters of a
 * program, so a program is listed from the version on at which all of its rules hold: a Go client collects too little
 * rather than what no chart asked for. Nor does it know days: a rule that ends is left out.
 */
final class GoRendering {

    private GoRendering() {}

    static byte[] write(UploadConfig config) {
        return UploadConfigWriter.document(json -> {
            UploadConfigWriter.strings("GOOS", config.os(), json);
            UploadConfigWriter.strings("GOARCH", config.arch(), json);
            UploadConfigWriter.strings("GoVersion", config.runtime(), json);
            UploadConfigWriter.rate("SampleRate", config.sampleRate(), json);
            json.writeArrayFieldStart("Programs");
            for (UploadConfig.Program program : config.programs()) {
                program(program, json);
            }
            json.writeEndArray();
        });
    }

    private static void program(UploadConfig.Program whole, JsonGenerator json) throws IOException {
        UploadConfig.Program program = withoutEnds(whole);
        json.writeStartObject();
        json.writeStringField("Name", program.name());
        UploadConfigWriter.strings("Versions", commonVersions(program), json);
        json.writeArrayFieldStart("Counters");
        for (UploadConfig.CounterRule rule : program.counters()) {
            json.writeStartObject();
            json.writeStringField("Name", rule.name());
            UploadConfigWriter.rate("Rate", rule.rate(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("Stacks");
        for (UploadConfig.StackRule rule : program.stacks()) {
            json.writeStartObject();
            json.writeStringField("Name", rule.name());
            UploadConfigWriter.rate("Rate", rule.rate(), json);
            json.writeNumberField("Depth", rule.depth());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static UploadConfig.Program withoutEnds(UploadConfig.Program program) {
        return new UploadConfig.Program(
                program.name(),
                program.versions(),
                program.counters().stream()
                        .filter(rule -> rule.until().isEmpty())
                        .toList(),
                program.stacks().stream().filter(rule -> rule.until().isEmpty()).toList());
    }

    private static List<String> commonVersions(UploadConfig.Program program) {
        int first = 0;
        for (UploadConfig.CounterRule rule : program.counters()) {
            first = Math.max(first, position(program, rule.since()));
        }
        for (UploadConfig.StackRule rule : program.stacks()) {
            first = Math.max(first, position(program, rule.since()));
        }
        return program.versions().subList(first, program.versions().size());
    }

    private static int position(UploadConfig.Program program, Optional<String> since) {
        return since.isEmpty() ? 0 : program.versions().indexOf(since.get());
    }
}
