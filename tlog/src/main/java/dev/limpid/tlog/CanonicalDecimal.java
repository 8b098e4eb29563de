package dev.limpid.tlog;

/**
 * Decimal numbers with one spelling each. {@link Long#parseLong} also accepts a plus sign, leading zeros and the digits
 * of other scripts.
 */
public final class CanonicalDecimal {

    private static final int MOST_DIGITS = 18;

    private CanonicalDecimal() {}

    /** @throws LogFormatException if the text is not a number from 0 to 10^18 - 1 in ASCII digits without leading zeros */
    public static long parse(String what, String text) throws LogFormatException {
        if (text.isEmpty() || text.length() > MOST_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
            throw unexpected(what, text);
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw unexpected(what, text);
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    private static LogFormatException unexpected(String what, String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new LogFormatException(what + " is \"" + shown + "\", expected a decimal number without leading zeros");
    }
}
