package dev.limpid.protocol.question.codec;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.json.StrictJson;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.oblivious.ObliviousException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.Quoted;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one configuration. Unknown members are refused, so that no rule is overlooked. For one document, once. For one
 * thread at a time.
 */
final class CollectionConfigReader {

    private static final int MOST = 1_000_000;

    private final String version;
    private List<String> os = List.of();
    private List<String> arch = List.of();
    private List<String> runtime = List.of();
    private double fetchRate = 1;
    private List<String> revoked = List.of();
    private List<CollectionConfig.Program> programs = List.of();
    private Optional<Relays> relays = Optional.empty();

    private CollectionConfigReader(String version) {
        this.version = version;
    }

    static CollectionConfig read(byte[] bytes, String version) throws MalformedJsonException {
        String what = "the configuration " + Quoted.of(version);
        return StrictJson.read(what, bytes, json -> new CollectionConfigReader(version).config(json));
    }

    private CollectionConfig config(StrictJson json) throws IOException, MalformedJsonException {
        json.object(name -> {
            switch (name) {
                case "OS" -> os = strings(json);
                case "Arch" -> arch = strings(json);
                case "Runtime" -> runtime = strings(json);
                case "FetchRate" -> fetchRate = json.number();
                case "Revoked" -> revoked = strings(json);
                case "Relays" -> relays = Optional.of(relays(json));
                case "Programs" -> programs = json.list("programs", MOST, CollectionConfigReader::program);
                default -> throw json.unknown(name, "OS, Arch, Runtime, FetchRate, Revoked, Relays or Programs");
            }
        });
        return new CollectionConfig(version, os, arch, runtime, fetchRate, revoked, programs).withRelays(relays);
    }

    private static Relays relays(StrictJson json) throws IOException, MalformedJsonException {
        RelaysText text = new RelaysText();
        json.object(name -> {
            switch (name) {
                case "Key" -> text.key = json.string();
                case "URLs" -> text.urls = json.list("relays", Relays.MOST, StrictJson::string);
                case "Direct" -> text.direct = json.booleanValue();
                default -> throw json.unknown(name, "Key, URLs or Direct");
            }
        });
        try {
            return new Relays(KeyConfig.parse(json.present(text.key, "Key")), text.urls, text.direct);
        } catch (ObliviousException e) {
            throw json.malformed("has relays without a key: " + e.getMessage(), "a key configuration of RFC 9458");
        }
    }

    private static CollectionConfig.Program program(StrictJson json) throws IOException, MalformedJsonException {
        ProgramText text = new ProgramText();
        json.object(name -> {
            switch (name) {
                case "Name" -> text.name = json.string();
                case "Versions" -> text.versions = strings(json);
                case "Charts" -> text.questions = json.list("charts", MOST, CollectionConfigReader::question);
                default -> throw json.unknown(name, "Name, Versions or Charts");
            }
        });
        return new CollectionConfig.Program(json.present(text.name, "Name"), text.versions, text.questions);
    }

    private static Question question(StrictJson json) throws IOException, MalformedJsonException {
        QuestionText text = new QuestionText();
        json.object(name -> {
            switch (name) {
                case "ID" -> text.id = json.string();
                case "Rate" -> text.rate = json.number();
                case "By" -> text.by = attributes(json);
                case "Counters" -> text.asked.add(new RequestedCounters.Named(strings(json)));
                case "Builds" -> text.asked.add(new RequestedCounters.BuiltIn(attribute(json)));
                case "Stacks" -> text.asked.add(stacks(json));
                case "Since" -> text.since = Optional.of(json.string());
                case "Until" -> text.until = Optional.of(json.date());
                default -> throw json.unknown(name, "ID, Rate, By, Counters, Builds, Stacks, Since or Until");
            }
        });
        String id = json.present(text.id, "ID");
        if (text.asked.size() != 1) {
            throw json.malformed(
                    "has a chart " + Quoted.of(id) + " that asks for " + text.asked.size() + " things",
                    "one of Counters, Builds or Stacks");
        }
        return new Question(id, text.rate, json.present(text.by, "By"), text.asked.get(0), text.since, text.until);
    }

    private static RequestedCounters.Stacks stacks(StrictJson json) throws IOException, MalformedJsonException {
        StacksText text = new StacksText();
        json.object(name -> {
            switch (name) {
                case "Counter" -> text.counter = json.string();
                case "Depth" -> text.depth = (int) json.wholeNumber(0, 1_000);
                case "Frames" -> text.frames = strings(json);
                case "Unlisted" -> text.unlisted = json.booleanValue();
                default -> throw json.unknown(name, "Counter, Depth, Frames or Unlisted");
            }
        });
        return new RequestedCounters.Stacks(
                json.present(text.counter, "Counter"), text.depth, text.frames, text.unlisted);
    }

    private static Set<Attribute> attributes(StrictJson json) throws IOException, MalformedJsonException {
        EnumSet<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        attributes.addAll(json.list("attributes", Attribute.values().length, CollectionConfigReader::attribute));
        return attributes;
    }

    private static Attribute attribute(StrictJson json) throws IOException, MalformedJsonException {
        String word = json.string();
        return Attribute.ofWord(word)
                .orElseThrow(
                        () -> json.malformed("has the attribute " + Quoted.of(word), "version, runtime, os or arch"));
    }

    private static List<String> strings(StrictJson json) throws IOException, MalformedJsonException {
        return json.list("names", MOST, StrictJson::string);
    }

    private static final class ProgramText {
        private @Nullable String name;
        private List<String> versions = List.of();
        private List<Question> questions = List.of();
    }

    private static final class QuestionText {
        private @Nullable String id;
        private double rate;
        private @Nullable Set<Attribute> by;
        private final List<RequestedCounters> asked = new ArrayList<>();
        private Optional<String> since = Optional.empty();
        private Optional<LocalDate> until = Optional.empty();
    }

    private static final class RelaysText {
        private @Nullable String key;
        private List<String> urls = List.of();
        private boolean direct;
    }

    private static final class StacksText {
        private @Nullable String counter;
        private int depth;
        private List<String> frames = List.of();
        private boolean unlisted;
    }
}
