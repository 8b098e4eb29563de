package dev.limpid.cli.count;

import dev.limpid.cli.command.WrongInput;
import dev.limpid.counter.file.CountFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be counted.
 *
 * @param name a counter's name
 * @param events how many; 0 counts nothing
 */
record CountedEvent(String name, long events) {

    /**
     * Reads arguments such as {@code tool/run} and {@code tool/files=12}.
     *
     * @throws IllegalArgumentException if one is no name that spec/journal.md lets be counted under, or no number follows
     *     its last =
     */
    static List<CountedEvent> all(List<String> arguments) {
        List<CountedEvent> all = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.lastIndexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!isName(name)) {
                throw new WrongInput("count.name", "name", name, "most", Integer.toString(CountFormat.MAX_NAME));
            }
            all.add(new CountedEvent(name, equals < 0 ? 1 : number(argument, equals + 1)));
        }
        return all;
    }

    /** As the journal's specification says; no chart can ask for any other. */
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
            if (text.matches("[0-9]+")) { // Java would read a sign and the digits of all scripts, too
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // too large: said below
        }
        throw new WrongInput("count.number", "argument", argument, "text", text);
    }
}
