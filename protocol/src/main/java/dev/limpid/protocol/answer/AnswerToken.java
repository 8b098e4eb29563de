package dev.limpid.protocol.answer;

import java.util.regex.Pattern;

/**
 * Makes an answer that is resent count once: 128 random bits that a machine draws for each answer and keeps as long as
 * it tries to send the answer. The token is sent next to the answer, never in it, so that it is neither stored with the
 * answer nor published.
 */
public final class AnswerToken {

    /** The request header with the token. */
    public static final String HEADER = "Limpid-Token";

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private AnswerToken() {}

    /** Whether a text is a token: 32 lower-case hexadecimal digits. */
    public static boolean isToken(String text) {
        return FORM.matcher(text).matches();
    }
}
