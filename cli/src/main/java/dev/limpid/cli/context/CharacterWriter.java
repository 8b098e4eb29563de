package dev.limpid.cli.context;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Passes on what is written after looking at each {@code char}, whichever method wrote it. For one thread at a time. */
public abstract class CharacterWriter extends FilterWriter {

    /** Passes on to this writer. */
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
