package dev.limpid.protocol.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.text.Quoted;
import dev.limpid.protocol.text.Utf8;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one configuration, ours or Go's. What it does not know it refuses: a rule may not be overlooked. */
final class UploadConfigReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    private final String version;

    UploadConfigReader(String version) {
        this.version = version;
    }

    UploadConfig read(byte[] bytes) throws MalformedConfigException {
        int malformed = Utf8.firstMalformed(bytes);
        if (malformed >= 0) {
            throw new MalformedConfigException(
                    name() + " is no UTF-8 at byte " + malformed + ", expected well-formed UTF-8");
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            UploadConfig config = config(json);
            if (json.nextToken() != null) {
                throw unexpected(json, "the end of the configuration");
            }
            return config;
        } catch (JsonProcessingException e) {
            throw new MalformedConfigException(name() + " is no JSON: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedConfigException(name() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            // Only memory is read: it is the bytes that cannot be read.
            throw new MalformedConfigException(name() + " is no JSON: " + e.getMessage(), e);
        }
    }

    private UploadConfig config(JsonParser json) throws IOException, MalformedConfigException {
        List<String> os = List.of();
        List<String> arch = List.of();
        List<String> runtime = List.of();
        double sampleRate = 1;
        double fetchRate = 1;
        List<Program> programs = List.of();
        expect(json, JsonToken.START_OBJECT, "{");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "OS", "GOOS" -> os = strings(json);
                case "Arch", "GOARCH" -> arch = strings(json);
                case "Runtime", "GoVersion" -> runtime = strings(json);
                case "SampleRate" -> sampleRate = number(json);
                case "FetchRate" -> fetchRate = number(json);
                case "Programs" -> programs = list(json, this::program);
                default ->
                    throw unknown(name, "OS, Arch, Runtime, SampleRate, FetchRate, Programs or their names in Go");
            }
        }
        return new UploadConfig(version, os, arch, runtime, sampleRate, fetchRate, programs);
    }

    private Program program(JsonParser json) throws IOException, MalformedConfigException {
        String program = "";
        List<String> versions = List.of();
        List<CounterRule> counters = new ArrayList<>();
        List<StackRule> stacks = new ArrayList<>();
        expect(json, JsonToken.START_OBJECT, "{");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "Name" -> program = string(json);
                case "Versions" -> versions = strings(json);
                case "Counters" -> list(json, this::rule).forEach(rule -> counters.addAll(rule.counters()));
                case "Stacks" -> list(json, this::rule).forEach(rule -> stacks.addAll(rule.stacks()));
                default -> throw unknown(name, "Name, Versions, Counters or Stacks");
            }
        }
        if (program.isEmpty()) {
            throw new MalformedConfigException(name() + " has a program without a Name, expected one");
        }
        return new Program(program, versions, counters, stacks);
    }

    private RuleText rule(JsonParser json) throws IOException, MalformedConfigException {
        String rule = "";
        double rate = 0;
        int depth = 0;
        List<String> frames = List.of();
        boolean unlisted = false;
        Optional<String> since = Optional.empty();
        Optional<LocalDate> until = Optional.empty();
        expect(json, JsonToken.START_OBJECT, "{");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "Name" -> rule = string(json);
                case "Rate" -> rate = number(json);
                case "Depth" -> depth = depth(json);
                case "Frames" -> frames = strings(json);
                case "Unlisted" -> unlisted = truth(json);
                case "Since" -> since = Optional.of(string(json));
                case "Until" -> until = Optional.of(date(json));
                default -> throw unknown(name, "Name, Rate, Depth, Frames, Unlisted, Since or Until");
            }
        }
        if (rule.isEmpty()) {
            throw new MalformedConfigException(name() + " has a rule without a Name, expected one");
        }
        return new RuleText(CounterNames.expand(rule), rate, depth, frames, unlisted, since, until);
    }

    private int depth(JsonParser json) throws IOException, MalformedConfigException {
        expect(json, JsonToken.VALUE_NUMBER_INT, "a whole number");
        int depth = json.getIntValue();
        if (depth < 0) {
            throw unexpected(json, "a depth of 0 or more");
        }
        return depth;
    }

    private boolean truth(JsonParser json) throws IOException, MalformedConfigException {
        if (json.currentToken() != JsonToken.VALUE_FALSE) {
            expect(json, JsonToken.VALUE_TRUE, "true or false");
        }
        return json.getBooleanValue();
    }

    private double number(JsonParser json) throws IOException, MalformedConfigException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            expect(json, JsonToken.VALUE_NUMBER_INT, "a rate from 0 to 1");
        }
        return json.getDoubleValue();
    }

    private LocalDate date(JsonParser json) throws IOException, MalformedConfigException {
        String text = string(json);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw unexpected(json, "a date such as 2027-06-30");
        }
    }

    private String string(JsonParser json) throws IOException, MalformedConfigException {
        expect(json, JsonToken.VALUE_STRING, "a string");
        String text = json.getText();
        if (Utf8.length(text) < 0) {
            throw unexpected(json, "well-formed Unicode");
        }
        return text;
    }

    private List<String> strings(JsonParser json) throws IOException, MalformedConfigException {
        return list(json, this::string);
    }

    private <T> List<T> list(JsonParser json, Element<T> element) throws IOException, MalformedConfigException {
        List<T> list = new ArrayList<>();
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return list;
        }
        expect(json, JsonToken.START_ARRAY, "[");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.read(json));
        }
        return list;
    }

    private void expect(JsonParser json, JsonToken expected, String what) throws IOException, MalformedConfigException {
        if (json.currentToken() != expected) {
            throw unexpected(json, what);
        }
    }

    private MalformedConfigException unexpected(JsonParser json, String expected) throws IOException {
        if (json.currentToken() == null) {
            return new MalformedConfigException(name() + " ends too early, expected " + expected);
        }
        String found = Quoted.of(json.getText());
        var at = json.currentTokenLocation();
        return new MalformedConfigException(name() + " has " + found + " at line " + at.getLineNr() + ", column "
                + at.getColumnNr() + ", expected " + expected);
    }

    private MalformedConfigException unknown(String member, String expected) {
        return new MalformedConfigException(name() + " has a member " + Quoted.of(member) + ", expected " + expected);
    }

    private String name() {
        return "the configuration " + Quoted.of(version);
    }

    private interface Element<T> {
        T read(JsonParser json) throws IOException, MalformedConfigException;
    }

    /** A rule as it is written; its name may stand for several. */
    private record RuleText(
            List<String> names,
            double rate,
            int depth,
            List<String> frames,
            boolean unlisted,
            Optional<String> since,
            Optional<LocalDate> until) {

        List<CounterRule> counters() {
            return names.stream()
                    .map(name -> new CounterRule(name, rate, since, until))
                    .toList();
        }

        List<StackRule> stacks() {
            return names.stream()
                    .map(name -> new StackRule(name, rate, depth, frames, unlisted, since, until))
                    .toList();
        }
    }
}
