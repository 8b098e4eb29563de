package dev.limpid.protocol.answer;

import java.util.regex.Pattern;

/**
 * What makes an answer that comes again count once: 128 random bits that a machine draws for each answer and keeps as long
 * as it sends it. It is sent beside the answer, never in it, so that it is neither stored with it nor published.
 */
public final class AnswerToken {

    /** The header of the request that holds it. */
    public static final String HEADER = "Limpid-Token";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private AnswerToken() {}

    /** Whether a text is one: 32 lower-case hexadecimal digits. */
    public static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }
}
