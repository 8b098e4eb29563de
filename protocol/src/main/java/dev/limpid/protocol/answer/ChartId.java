package dev.limpid.protocol.answer;

import java.util.regex.Pattern;

/** What a chart's short ID may be: it follows its program's name and a slash in every answer. */
public final class ChartId {

    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,99}");

    private ChartId() {}

    /** Whether a chart may have this ID. */
    public static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }
}
