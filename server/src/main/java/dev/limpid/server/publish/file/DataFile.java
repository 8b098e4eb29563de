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
 * Writes a week's published answers: each distinct one a line, compressed with Zstandard. Lines are gathered into
 * frames of about {@value #FRAME_BYTES} bytes that each end with a line's end, so that several threads can read one
 * file; every Zstandard tool reads such a file as one. Mutable, for one thread.
 */
public final class DataFile implements Closeable {

    static final int FRAME_BYTES = 8 << 20;

    /** Higher than usual: a week is packed once or twice, and fetched by everybody who computes its charts. */
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
     * What was written.
     *
     * @param answers how many answers the lines hold
     * @param lines how many lines
     * @param alone how many lines one machine alone gave
     * @param bytes how long the file is
     * @param sha256 the digest of the file
     * @param contentSha256 the digest of the lines, whatever they are compressed with
     */
    public record Written(long answers, long lines, long alone, long bytes, String sha256, String contentSha256) {}

    /** Begins a file; what was there is overwritten. */
    public DataFile(Path file) throws IOException {
        out = Files.newOutputStream(file);
        compression.setLevel(LEVEL).setChecksum(true).setContentSize(true);
    }

    /** Writes the next line: of an answer's canonical bytes, and how many machines gave it. */
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

    /** Writes what is left; the file is whole afterwards. */
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
