package dev.limpid.protocol.chart;

import dev.limpid.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Names of several counters written as one: {@code chart:{a,b}} for {@code chart:a} and {@code chart:b}. */
public final class CounterNames {

    private CounterNames() {}

    /** The counters that a name means: itself, or one for each bucket in braces. */
    static List<String> expand(String name) {
        int open = name.indexOf('{');
        int close = name.indexOf('}');
        if (open < 0 && close < 0) {
            return List.of(name);
        }
        if (open < 0 || close != name.length() - 1 || name.lastIndexOf('{') != open) {
            throw new IllegalArgumentException(
                    "the counter " + Quoted.of(name) + " has braces, expected one pair at its end");
        }
        String prefix = name.substring(0, open);
        List<String> names = new ArrayList<>();
        for (String bucket : name.substring(open + 1, name.length() - 1).split(",", -1)) {
            names.add(prefix + bucket.strip());
        }
        return names;
    }

    /**
     * Whether a chart may use this counter name: visible characters on one line, with at most one colon and text on
     * both sides.
     */
    public static boolean isName(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return isPart(name);
        }
        return isPart(name.substring(0, colon)) && isBucket(name.substring(colon + 1));
    }

    public static boolean isBucket(String bucket) {
        return isPart(bucket) && bucket.indexOf(':') < 0;
    }

    private static boolean isPart(String part) {
        return !part.isEmpty() && part.codePoints().allMatch(c -> c > ' ' && c < 0x7f && "{},\"\\:".indexOf(c) < 0);
    }
}
