package dev.limpid.protocol.answer;

import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.json.StrictJson;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one answer in one pass. For one answer, once. For one thread at a time. */
final class AnswerReader {

    private static final Map<String, Attribute> ATTRIBUTES = attributes();

    private @Nullable LocalDate week;
    private @Nullable String config;
    private @Nullable String chart;
    private @Nullable List<AnswerPart> parts;
    private int counted;

    private AnswerReader() {}

    static Answer read(byte[] bytes) throws MalformedJsonException {
        return StrictJson.read("the answer", bytes, json -> new AnswerReader().answer(json));
    }

    private static Map<String, Attribute> attributes() {
        Map<String, Attribute> attributes = new TreeMap<>();
        for (Attribute attribute : Attribute.values()) {
            attributes.put(attribute.member(), attribute);
        }
        return attributes;
    }

    private Answer answer(StrictJson json) throws IOException, MalformedJsonException {
        json.object(name -> {
            switch (name) {
                case "Week" -> week = json.date();
                case "Config" -> config = json.string();
                case "Chart" -> chart = json.string();
                case "Builds" -> parts = json.list("parts", AnswerLimits.PARTS, this::part);
                default -> throw json.unknown(name, "Week, Config, Chart or Builds");
            }
        });
        return new Answer(
                json.present(week, "Week"),
                json.present(config, "Config"),
                json.present(chart, "Chart"),
                json.present(parts, "Builds"));
    }

    private AnswerPart part(StrictJson json) throws IOException, MalformedJsonException {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        SortedMap<String, Long> counts = new TreeMap<>();
        boolean[] hasCounts = new boolean[1];
        int[] leftOut = new int[1];
        json.object(name -> {
            Attribute attribute = ATTRIBUTES.get(name);
            if (attribute != null) {
                attributes.put(attribute, json.string());
            } else if (name.equals("Counts")) {
                hasCounts[0] = true;
                json.object(counter -> counts.put(counter, count(json)));
            } else if (name.equals("LeftOut")) {
                leftOut[0] = (int) json.wholeNumber(1, Integer.MAX_VALUE);
            } else {
                throw json.unknown(name, "Version, Runtime, OS, Arch, Counts or LeftOut");
            }
        });
        json.present(hasCounts[0] ? counts : null, "Counts");
        return new AnswerPart(attributes, counts, leftOut[0]);
    }

    private long count(StrictJson json) throws IOException, MalformedJsonException {
        if (++counted > AnswerLimits.COUNTS) {
            throw new MalformedJsonException(
                    "the answer has more than " + AnswerLimits.COUNTS + " counts, expected at most that many");
        }
        return json.wholeNumber(1, AnswerLimits.MOST_COUNT);
    }
}
