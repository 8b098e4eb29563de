package dev.limpid.protocol.review;

import dev.limpid.protocol.review.Change.Direction;
import java.util.List;

/** Changes as a text for a terminal, or as Markdown for a pull request. */
public final class ChangeText {

    private ChangeText() {}

    /** Plain text; one line that says so if nothing changes. */
    public static String text(List<Change> changes) {
        return write(changes, "%s:%n", "  %s%n", "    %s%n", "    decided in %s%n");
    }

    /** GitHub's Markdown. */
    public static String markdown(List<Change> changes) {
        return write(changes, "### %s%n", "%n**%s**%n%n", "- %s%n", "  <br>decided in %s%n");
    }

    private static String write(List<Change> changes, String heading, String program, String item, String why) {
        if (changes.isEmpty()) {
            return "Nothing that is collected changes.\n";
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
                    text.append(why.formatted(String.join(", ", change.why())));
                }
            }
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** The counter's name in the words of the sentence, set as code. */
    private static String names(String sentence) {
        return sentence.replaceFirst("^((?:stack )?counter|versions?|runtimes?) ([^ ]*[^ ,:])", "$1 `$2`");
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'") + "`";
    }
}
