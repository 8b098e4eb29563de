package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.text.MessageBundle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of names as phrases, in one language. */
public final class NameListPhrases {

    private static final int MOST = 12;

    private final MessageBundle words;

    public NameListPhrases(MessageBundle words) {
        this.words = words;
    }

    /** {@code counters tool/command:{build,test}, tool/runs}. */
    String counters(Collection<String> names) {
        Map<String, List<String>> buckets = new LinkedHashMap<>();
        for (String name : names) {
            int colon = name.indexOf(':');
            List<String> of =
                    buckets.computeIfAbsent(colon < 0 ? name : name.substring(0, colon), counter -> new ArrayList<>());
            if (colon >= 0) {
                of.add(name.substring(colon + 1));
            }
        }
        List<String> texts = new ArrayList<>();
        buckets.forEach((counter, of) -> texts.add(
                of.isEmpty()
                        ? counter
                        : counter + ":" + (of.size() == 1 ? of.get(0) : "{" + String.join(",", of) + "}")));
        return words.count("counters", names.size(), "names", String.join(", ", texts));
    }

    /**
     * {@code versions 1.0, 1.1}; for many names only the first and the last.
     *
     * @param what the kind of things, as in the keys of the bundle
     */
    String list(String what, List<String> names) {
        return names.size() <= MOST
                ? words.count("list." + what, names.size(), "names", String.join(", ", names))
                : words.count("many." + what, names.size(), "first", names.get(0), "last", names.get(names.size() - 1));
    }

    /** {@code the version and the operating system}. */
    public String attributes(Collection<Attribute> attributes) {
        List<String> texts = attributes.stream().map(this::attribute).toList();
        String all = texts.isEmpty() ? "" : texts.get(0);
        for (int i = 1; i < texts.size(); i++) {
            all = i < texts.size() - 1
                    ? words.format("next", "first", all, "next", texts.get(i))
                    : words.format("last", "first", all, "last", texts.get(i));
        }
        return all;
    }

    /** {@code the version}. */
    String attribute(Attribute attribute) {
        return words.format("attribute." + attribute.word());
    }
}
