package dev.limpid.cli.context;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Hands on what is written after looking at each {@code char} of it, whichever method it was written by. For one thread at a time. */
public abstract class CharacterWriter extends FilterWriter {

    /** Hands on to this writer. */
    protected CharacterWriter(Writer out) {
        super(out);
    }

    /** Takes one {@code char}. */
    @Override
    public abstract void write(int c) throws IOException;

    @Override
    public final void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public final void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }
}
