package dev.limpid.server.storage.local;

import dev.limpid.server.storage.segment.Acknowledged;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of {@link Acknowledged}. The first line is overwritten before the answers are acknowledged, and so
 * survives the end of the process. It is made durable a little later, so that a commit takes only one fsync; a power cut
 * can bring back an older line, which then promises less than was acknowledged, never more. The line of an earlier
 * segment is durable before the next segment is begun.
 *
 * <p>Mutable; for one thread at a time: the one that commits, and before that the one that opens the store.
 */
final class AcknowledgedWriter implements Closeable {

    private final Path path;
    private final Disk disk;
    private Disk.@Nullable WritableFile file;
    private boolean isPrepared;

    /** @param folder the folder of the week */
    AcknowledgedWriter(Path folder, Disk disk) {
        this.path = folder.resolve(Acknowledged.FILE);
        this.disk = disk;
    }

    /** The file. */
    Path path() {
        return path;
    }

    /** Writes a first line durably, so that writing it later needs no more space, and a power cut leaves a line. */
    void prepare(Acknowledged.Mark mark) throws IOException {
        if (!isPrepared) {
            write(mark);
            force();
            isPrepared = true;
        }
    }

    /** Writes the first line. */
    void write(Acknowledged.Mark mark) throws IOException {
        write(mark, 0);
    }

    /** Records where a segment ends; once this was forced, the next one may be begun. */
    void writeEnd(Acknowledged.Mark mark) throws IOException {
        write(mark, mark.place());
    }

    private void write(Acknowledged.Mark mark, long at) throws IOException {
        Disk.WritableFile open = file;
        if (open == null) {
            open = disk.open(path);
            file = open;
        }
        open.write(ByteBuffer.wrap(mark.line()), at);
    }

    /** Makes all lines durable. */
    void force() throws IOException {
        if (file != null) {
            file.force();
        }
    }

    @Override
    public void close() throws IOException {
        Disk.WritableFile open = file;
        if (open != null) {
            file = null;
            try (open) {
                open.force();
            }
        }
    }
}
