package dev.limpid.e2e.stacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Inputs that make a tool fail, by known cause. A file repeats this: a line {@code == cause: message}, whose second part is
 * a regular expression, and texts, separated by lines {@code --}.
 */
final class KnownFailures {

    private static final String CAUSE = "== ";
    private static final String NEXT = "--";

    private KnownFailures() {}

    /** One text and what is known about its failure. */
    record Failure(String cause, int number, Pattern says, String text) {

        /** The name under which its stack is counted. */
        String name() {
            return "way/" + cause + "/" + number;
        }
    }

    static List<Failure> read(Path file) throws IOException {
        List<Failure> failures = new ArrayList<>();
        String cause = "";
        Pattern says = Pattern.compile("");
        int number = 0;
        StringBuilder text = new StringBuilder();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(CAUSE + "end: ");
        for (String line : lines) {
            if (line.startsWith(CAUSE) || line.equals(NEXT)) {
                if (!text.isEmpty()) {
                    failures.add(
                            new Failure(cause, ++number, says, text.toString().stripTrailing()));
                }
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
            if (line.startsWith(CAUSE)) {
                int colon = line.indexOf(": ");
                cause = line.substring(CAUSE.length(), colon);
                says = Pattern.compile(line.substring(colon + 2));
                number = 0;
            }
        }
        return failures;
    }
}
