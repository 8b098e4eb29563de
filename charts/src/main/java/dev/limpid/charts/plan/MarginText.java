package dev.limpid.charts.plan;

import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Known margins as text, {@code spec/charts.md}: one line per margin,
 * {@code org.example/tool os linux=0.6 darwin=0.3 other=0.1}; {@code #} begins a comment.
 */
public final class MarginText {

    private MarginText() {}

    /**
     * Reads margins.
     *
     * @param fileName the name of the text in messages
     * @throws IllegalArgumentException if a line is not a margin; the message names the line and what was expected
     */
    public static List<Margin> parse(String fileName, String text) {
        List<Margin> margins = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                try {
                    margins.add(margin(line));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(fileName + ":" + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return margins;
    }

    private static Margin margin(String line) {
        List<String> words = List.of(line.split("\\s+", -1));
        if (words.size() < 3) {
            throw new IllegalArgumentException(
                    "found \"" + line + "\", expected a program, version, runtime, os or arch, and bucket=share …");
        }
        SortedMap<String, Double> shares = new TreeMap<>();
        for (String word : words.subList(2, words.size())) {
            int equals = word.lastIndexOf('=');
            try {
                if (equals < 1
                        || shares.put(word.substring(0, equals), Double.parseDouble(word.substring(equals + 1)))
                                != null) {
                    throw new NumberFormatException();
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "found \"" + word + "\", expected a bucket and its share such as linux=0.6, each once", e);
            }
        }
        return new Margin(words.get(0), attribute(words.get(1)), shares);
    }

    private static Attribute attribute(String word) {
        return Attribute.ofWord(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        new IllegalArgumentException("found \"" + word + "\", expected version, runtime, os or arch"));
    }
}
