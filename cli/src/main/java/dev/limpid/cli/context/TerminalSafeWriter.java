package dev.limpid.cli.context;

import dev.limpid.protocol.text.VisibleCharacters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Keeps control characters from the terminal. Much of what the commands print was written by a server, a mirror or another program; a
 * control sequence in it, or a character that reverses the writing direction, could mislead the user. For one thread at a time.
 */
public final class TerminalSafeWriter extends CharacterWriter {

    private static final char REPLACEMENT = '\ufffd';

    /** Whether a carriage return waits for the newline that makes it the end of a line, as in CSV. */
    private boolean returned;

    /** The first half of a surrogate pair, which waits for the second; 0 if there is none. */
    private char high;

    private TerminalSafeWriter(Writer terminal) {
        super(terminal);
    }

    /**
     * Wraps a writer. Replaces each character that {@link VisibleCharacters} does not allow in a text, except tabs and line ends.
     */
    public static PrintWriter wrap(PrintWriter terminal) {
        return new PrintWriter(new TerminalSafeWriter(terminal), true);
    }

    @Override
    public void write(int c) throws IOException {
        char unit = (char) c;
        if (returned) {
            out.write(unit == '\n' ? '\r' : REPLACEMENT);
        }
        returned = unit == '\r';
        if (high != 0 && Character.isLowSurrogate(unit)) {
            out.write(VisibleCharacters.text(new String(new char[] {high, unit})));
            high = 0;
            return;
        }
        if (high != 0) {
            out.write(REPLACEMENT);
        }
        high = Character.isHighSurrogate(unit) ? unit : 0;
        if (!returned && high == 0) {
            out.write(unit == '\n' || unit == '\t' || VisibleCharacters.isAllowedInText(unit) ? unit : REPLACEMENT);
        }
    }
}
