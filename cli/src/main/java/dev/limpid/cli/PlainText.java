package dev.limpid.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Keeps from a terminal what is not text. Much of what the commands print was written by a server, a mirror or another
 * program; a control sequence in it could show the user something else than what is true.
 */
public final class PlainText extends FilterWriter {

    private static final char REPLACEMENT = '\ufffd';

    /** Whether a carriage return waits for the newline that makes it the end of a line, as in CSV. */
    private boolean returned;

    private PlainText(Writer terminal) {
        super(terminal);
    }

    /** Prints on this writer, with a replacement character for each control character but tabs and ends of lines. */
    public static PrintWriter on(PrintWriter terminal) {
        return new PrintWriter(new PlainText(terminal));
    }

    @Override
    public void write(int c) throws IOException {
        if (returned) {
            out.write(c == '\n' ? '\r' : REPLACEMENT);
        }
        returned = c == '\r';
        if (!returned) {
            out.write(isText((char) c) ? c : REPLACEMENT);
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }

    private static boolean isText(char c) {
        return !Character.isISOControl(c) || c == '\n' || c == '\t';
    }
}
