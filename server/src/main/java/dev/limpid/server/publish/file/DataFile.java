package dev.limpid.server.publish.file;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.limpid.tlog.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes a week's published answers: one line for each distinct answer, compressed with Zstandard. Frames contain about
 * {@value #FRAME_BYTES} bytes and end at a line end, so that several threads can read one file; every Zstandard tool
 * reads the frames as one file. Mutable, for one thread.
 */
public final class DataFile implements Closeable {

    static final int FRAME_BYTES = 8 << 20;

    /** Higher than usual: a week is compressed once or twice, and fetched by everybody who computes its charts. */
    private static final int LEVEL = 12;

    private final OutputStream out;
    private final ZstdCompressCtx compression = new ZstdCompressCtx();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream(FRAME_BYTES + (1 << 16));
    private final MessageDigest compressed = Sha256.digest();
    private final MessageDigest content = Sha256.digest();
    private long bytes;
    private long answers;
    private long count;
    private long alone;

    /**
     * The file that was written.
     *
     * @param answers how many answers the lines represent
     * @param lines how many lines
     * @param alone how many lines only one machine gave
     * @param bytes how long the file is
     * @param sha256 the digest of the file
     * @param contentSha256 the digest of the lines, independent of their compression
     */
    public record Written(long answers, long lines, long alone, long bytes, String sha256, String contentSha256) {}

    /** Begins a file; an existing one is overwritten. */
    public DataFile(Path file) throws IOException {
        out = Files.newOutputStream(file);
        compression.setLevel(LEVEL).setChecksum(true).setContentSize(true);
    }

    /** Writes the next line, from an answer's canonical bytes and the number of machines that gave it. */
    public void answer(byte[] answer, long machines) throws IOException {
        frame.write(PublishedLines.line(answer, machines));
        frame.write('\n');
        answers += machines;
        count++;
        alone += machines == 1 ? 1 : 0;
        if (frame.size() >= FRAME_BYTES) {
            endFrame();
        }
    }

    private void endFrame() throws IOException {
        byte[] lines = frame.toByteArray();
        frame.reset();
        content.update(lines);
        byte[] packed = compression.compress(lines);
        compressed.update(packed);
        bytes += packed.length;
        out.write(packed);
    }

    /** Writes the rest; afterwards the file is complete. */
    public Written finish() throws IOException {
        if (frame.size() > 0 || bytes == 0) {
            endFrame();
        }
        out.flush();
        return new Written(
                answers,
                count,
                alone,
                bytes,
                HexFormat.of().formatHex(compressed.digest()),
                HexFormat.of().formatHex(content.digest()));
    }

    @Override
    public void close() throws IOException {
        compression.close();
        out.close();
    }
}
