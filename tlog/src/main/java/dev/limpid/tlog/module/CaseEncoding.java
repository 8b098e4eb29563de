package dev.limpid.tlog.module;

import dev.limpid.tlog.LogFormatException;

/**
 * The encoding by which proxies write capitals, so that two names never differ by case alone. Pages link to the log by
 * {@code CaseEncoded} of module web, which does not see this module; a test of the server, which sees both, holds them
 * together.
 */
final class CaseEncoding {

    private CaseEncoding() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                escaped.append('!').append((char) (c + 'a' - 'A'));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescape(String escaped) throws LogFormatException {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '!') {
                char small = ++i < escaped.length() ? escaped.charAt(i) : 0;
                if (small < 'a' || small > 'z') {
                    throw new LogFormatException("\"" + escaped + "\": expected a small letter after !");
                }
                text.append((char) (small + 'A' - 'a'));
            } else if (c >= 'A' && c <= 'Z') {
                throw new LogFormatException("\"" + escaped + "\" contains a capital, expected ! and the small letter");
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
