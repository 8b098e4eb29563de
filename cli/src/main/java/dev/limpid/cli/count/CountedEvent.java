package dev.limpid.cli.count;

import dev.limpid.cli.command.InvalidInputException;
import dev.limpid.counter.file.CountFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * An event to be counted.
 *
 * @param name a counter's name
 * @param events how many events; 0 counts nothing
 */
record CountedEvent(String name, long events) {

    /**
     * Reads arguments such as {@code tool/run} and {@code tool/files=12}.
     *
     * @throws IllegalArgumentException if spec/journal.md does not allow one of the names, or the text after the last = is not a number
     */
    static List<CountedEvent> all(List<String> arguments) {
        List<CountedEvent> all = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.lastIndexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!isName(name)) {
                throw new InvalidInputException(
                        "count.name", "name", name, "most", Integer.toString(CountFormat.MAX_NAME));
            }
            all.add(new CountedEvent(name, equals < 0 ? 1 : number(argument, equals + 1)));
        }
        return all;
    }

    /** Whether the journal's specification allows this name; no chart can ask for any other. */
    private static boolean isName(String name) {
        int colon = name.indexOf(':');
        return name.length() <= CountFormat.MAX_NAME
                && !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && colon == name.lastIndexOf(':')
                && colon != 0
                && colon != name.length() - 1;
    }

    private static long number(String argument, int from) {
        String text = argument.substring(from);
        try {
            if (text.matches("[0-9]+")) { // Java would also accept a sign and the digits of other scripts
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // too large: reported below
        }
        throw new InvalidInputException("count.number", "argument", argument, "text", text);
    }
}
