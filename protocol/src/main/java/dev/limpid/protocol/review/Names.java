package dev.limpid.protocol.review;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.text.Counted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names of several things in one breath. */
final class Names {

    private static final int MOST = 12;

    private Names() {}

    /** {@code counters tool/command:{build,test}, tool/runs}. */
    static String counters(Collection<String> names) {
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
        return Counted.noun(names.size(), "counter") + " " + String.join(", ", texts);
    }

    /** {@code versions 1.0, 1.1}; of many only the first and the last. */
    static String list(String what, List<String> names) {
        return names.size() <= MOST
                ? Counted.noun(names.size(), what) + " " + String.join(", ", names)
                : Counted.of(names.size(), what) + ", " + names.get(0) + " to " + names.get(names.size() - 1);
    }

    /** {@code the version and the operating system}. */
    static String attributes(Collection<Attribute> attributes) {
        return and(attributes.stream()
                .map(attribute -> "the " + attribute.inWords())
                .toList());
    }

    static String and(List<String> texts) {
        int last = texts.size() - 1;
        return last < 1
                ? String.join("", texts)
                : String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
    }
}
