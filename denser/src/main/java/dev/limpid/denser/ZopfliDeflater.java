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

/** Deflate (RFC 1951) by Zopfli. Inflates its output with the JDK to check it. Not thread-safe. */
final class ZopfliDeflater {

    private static final int ITERATIONS = 15;

    /**
     * In a jar of many files, splitting those below this many bytes into blocks takes most of the time and brings an
     * eighth of the gain.
     */
    static final int SPLIT_FROM = 6 * 1024;

    private static final int LARGEST_PART = 128 * 1024;

    private final Zopfli zopfli = new Zopfli(LARGEST_PART);
    private final int splitFrom;

    /**
     * A deflater.
     *
     * @param splitFrom the number of bytes from which an entry is split into blocks, each with its own code
     */
    ZopfliDeflater(int splitFrom) {
        this.splitFrom = splitFrom;
    }

    /**
     * Deflates these bytes.
     *
     * @throws IOException naming the entry, if inflating the result does not give the same bytes
     */
    byte[] of(String entry, byte[] bytes) throws IOException {
        BlockSplitting parts = bytes.length < splitFrom ? BlockSplitting.NONE : BlockSplitting.FIRST;
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        zopfli.compress(new Options(OutputFormat.DEFLATE, parts, ITERATIONS), bytes, deflated);
        check(entry, bytes, deflated.toByteArray());
        return deflated.toByteArray();
    }

    /** Checks that these deflated bytes are the whole entry and nothing more. */
    static void check(String entry, byte[] bytes, byte[] deflated) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            // Room for one extra byte, so that excess output is noticed.
            byte[] back = new byte[bytes.length + 1];
            int length = inflater.inflate(back);
            boolean same = length == bytes.length && Arrays.equals(back, 0, length, bytes, 0, length);
            if (!same || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new IOException(entry + ": inflates to " + length + " bytes that are not its " + bytes.length);
            }
        } catch (DataFormatException e) {
            throw new IOException(entry + ": the deflated bytes cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}
