package dev.limpid.denser;

import com.googlecode.pngtastic.core.processing.zopfli.Options;
import com.googlecode.pngtastic.core.processing.zopfli.Options.BlockSplitting;
import com.googlecode.pngtastic.core.processing.zopfli.Options.OutputFormat;
import com.googlecode.pngtastic.core.processing.zopfli.Zopfli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflate (RFC 1951) by Zopfli. What it makes is inflated by the JDK before anybody gets it. Not thread-safe. */
final class DenseDeflate {

    private static final int ITERATIONS = 15;

    /** Below this many bytes the search for places to part a file takes most of the time and brings an eighth of its gain. */
    private static final int PARTED_FROM = 6 * 1024;

    private static final int LARGEST_PART = 128 * 1024;

    private final Zopfli zopfli = new Zopfli(LARGEST_PART);

    /**
     * These bytes, deflated.
     *
     * @throws IOException naming the entry, if they do not come back when inflated
     */
    byte[] of(String entry, byte[] bytes) throws IOException {
        BlockSplitting parts = bytes.length < PARTED_FROM ? BlockSplitting.NONE : BlockSplitting.FIRST;
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        zopfli.compress(new Options(OutputFormat.DEFLATE, parts, ITERATIONS), bytes, deflated);
        check(entry, bytes, deflated.toByteArray());
        return deflated.toByteArray();
    }

    /** Whether these deflated bytes are the whole entry and no more. */
    static void check(String entry, byte[] bytes, byte[] deflated) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            // Room for one byte too many, so that it is seen.
            byte[] back = new byte[bytes.length + 1];
            int length = inflater.inflate(back);
            boolean same = length == bytes.length && Arrays.equals(back, 0, length, bytes, 0, length);
            if (!same || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new IOException(entry + ": inflates to " + length + " bytes that are not its " + bytes.length);
            }
        } catch (DataFormatException e) {
            throw new IOException(entry + ": what was deflated cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
