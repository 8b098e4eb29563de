package dev.limpid.protocol.answer;

import java.util.regex.Pattern;

/** The form of a chart's short ID. In answers it follows the program's name and a slash. */
public final class ChartId {

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,99}");

    private ChartId() {}

    /** Whether a chart may have this ID. */
    public static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }
}
