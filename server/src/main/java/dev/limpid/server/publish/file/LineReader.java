package dev.limpid.server.publish.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, without their ends. Mutable, for one thread. */
public final class LineReader implements Closeable {

    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private int from;
    private int end;

    public LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line, or null after the last one. */
    public byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = from; i < end; i++) {
                if (block[i] == '\n') {
                    line.write(block, from, i - from);
                    from = i + 1;
                    return line.toByteArray();
                }
            }
            line.write(block, from, end - from);
            from = 0;
            end = Math.max(0, in.read(block));
            if (end == 0) {
                return line.size() == 0 ? null : line.toByteArray();
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
