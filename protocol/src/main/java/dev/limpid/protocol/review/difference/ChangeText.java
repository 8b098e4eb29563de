package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.review.difference.Change.Direction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes as text for a terminal, or as Markdown for a pull request. */
public final class ChangeText {

    private static final Pattern NAME = Pattern.compile("(^charts? |counters? |^versions? |^runtimes? )([^ ]*[^ ,:;])");

    private ChangeText() {}

    /** Plain text; a single line if nothing changes. */
    public static String text(List<Change> changes) {
        return write(changes, "%s:%n", "  %s%n", "    %s%n", "    decided in %s%n");
    }

    /** GitHub's Markdown. */
    public static String markdown(List<Change> changes) {
        return write(changes, "### %s%n", "%n**%s**%n%n", "- %s%n", "  <br>decided in %s%n");
    }

    private static String write(List<Change> changes, String heading, String program, String item, String why) {
        if (changes.isEmpty()) {
            return "What is collected does not change.\n";
        }
        boolean markdown = heading.startsWith("#");
        StringBuilder text = new StringBuilder();
        for (Direction direction : Direction.values()) {
            List<Change> those = changes.stream()
                    .filter(change -> change.direction() == direction)
                    .toList();
            if (those.isEmpty()) {
                continue;
            }
            text.append(text.length() == 0 ? "" : "\n").append(heading.formatted(direction.title()));
            String last = null;
            for (Change change : those) {
                String of = change.program().orElse("all programs");
                if (!of.equals(last)) {
                    text.append(program.formatted(markdown ? code(of) : of));
                    last = of;
                }
                text.append(item.formatted(markdown ? names(change.sentence()) : change.sentence()));
                if (!change.why().isEmpty()) {
                    text.append(why.formatted(links(change.why(), markdown)));
                }
            }
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** A sentence with the names of charts and counters as code, and everything else escaped as plain text. */
    private static String names(String sentence) {
        StringBuilder text = new StringBuilder();
        Matcher name = NAME.matcher(sentence);
        int from = 0;
        while (name.find()) {
            text.append(plain(sentence.substring(from, name.start(2)))).append(code(name.group(2)));
            from = name.end(2);
        }
        return text.append(plain(sentence.substring(from))).toString();
    }

    /** Escapes Markdown, so that a description cannot hide the text after it from readers of the pull request. */
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~&])", "\\\\$1");
    }

    private static String links(List<String> why, boolean markdown) {
        String links = String.join(", ", why);
        return markdown ? links.replace("<", "%3C").replace("`", "%60") : links;
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'") + "`";
    }
}
