package dev.limpid.charts.fold;

import dev.limpid.charts.plan.NameTable;
import java.util.Arrays;

/**
 * A cursor over the bytes of one published answer: it accepts expected punctuation, and names and numbers as {@link
 * dev.limpid.protocol.answer.PublishedAnswer} writes them. Mutable, for one thread; reused for many answers.
 */
final class CanonicalAnswerCursor {

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private static final int MOST_DIGITS = 18;

    /** The reader refuses longer names; canonical answers never contain them. */
    private static final int MOST_NAME = 4096;

    /** A single instance, without a position or a stack trace: there may be many unusual lines. */
    private final NotCanonicalException notCanonical = new NotCanonicalException();

    byte[] bytes = {};
    private int at;
    private int end;

    /** Where the last name that was read begins and ends. */
    int nameFrom;

    int nameTo;

    /** The bytes do not have the form that is read here; they may still be an answer. */
    static final class NotCanonicalException extends Exception {
        private static final long serialVersionUID = 1L;

        private NotCanonicalException() {
            super("not the usual form", null, false, false);
        }
    }

    void begin(byte[] json, int from, int to) {
        bytes = json;
        at = from;
        end = to;
    }

    NotCanonicalException notCanonical() {
        return notCanonical;
    }

    /** The position of the next byte. */
    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at == end;
    }

    byte peek() throws NotCanonicalException {
        if (at >= end) {
            throw notCanonical;
        }
        return bytes[at];
    }

    void skip() {
        at++;
    }

    void expect(char one) throws NotCanonicalException {
        if (peek() != one) {
            throw notCanonical;
        }
        at++;
    }

    void expect(byte[] text) throws NotCanonicalException {
        if (!startsWith(text)) {
            throw notCanonical;
        }
        at += text.length;
    }

    /** Whether these bytes come next. */
    boolean startsWith(byte[] text) {
        return startsWith(text, text.length);
    }

    /** Whether the first bytes of this array, as many as the length says, come next. */
    boolean startsWith(byte[] text, int length) {
        return end - at >= length && Arrays.equals(text, 0, length, bytes, at, at + length);
    }

    /** Takes this many bytes and returns the position of the first. */
    int take(int length) throws NotCanonicalException {
        if (end - at < length) {
            throw notCanonical;
        }
        at += length;
        return at - length;
    }

    /** Reads a name up to its closing quote: plain ASCII without escapes. */
    void name() throws NotCanonicalException {
        endName(special(at));
    }

    /**
     * Reads a stack's name, whose line feeds are escaped, up to its closing quote.
     *
     * @return where its prefix ends
     */
    int stackName() throws NotCanonicalException {
        int prefixEnd = special(at);
        int i = prefixEnd;
        while (i + 1 < end && bytes[i] == '\\' && bytes[i + 1] == 'n') {
            i = special(i + 2);
        }
        endName(i);
        return prefixEnd;
    }

    private void endName(int quote) throws NotCanonicalException {
        if (quote >= end || bytes[quote] != '"' || quote - at > MOST_NAME) {
            throw notCanonical;
        }
        nameFrom = at;
        nameTo = quote;
        at = quote + 1;
    }

    /**
     * Where the next quote, backslash, control character or byte outside of ASCII is, looking at eight bytes at once. A
     * byte b is below n where {@code b - n} borrows from above and b's high bit was not set; equal bytes are those below
     * 1 after exclusive or. Borrowing spoils only bytes after the first one found.
     */
    private int special(int from) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = (long) NameTable.EIGHT.get(bytes, i);
            long quote = eight ^ QUOTES;
            long backslash = eight ^ BACKSLASHES;
            long found = (((quote - ONES) & ~quote)
                            | ((backslash - ONES) & ~backslash)
                            | ((eight - SPACES) & ~eight)
                            | eight)
                    & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** A number of events: whole, at least 1. */
    long number() throws NotCanonicalException {
        int from = at;
        long number = 0;
        int digit = peek() - '0';
        if (digit < 1 || digit > 9) {
            throw notCanonical;
        }
        while (digit >= 0 && digit <= 9) {
            number = 10 * number + digit;
            at++;
            digit = peek() - '0';
        }
        if (at - from > MOST_DIGITS) {
            throw notCanonical;
        }
        return number;
    }
}
