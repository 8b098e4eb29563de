package dev.limpid.server.publish.distinct;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run of {@link DistinctAnswers} in a file: for each answer its length (4), its machines (8) and its bytes, compressed.
 * For one thread at a time.
 */
final class SpilledAnswers implements SortedAnswers {

    private final DataInputStream in;
    private byte[] answer = {};
    private long machines;

    SpilledAnswers(Path file) throws IOException {
        in = new DataInputStream(new BufferedInputStream(new ZstdInputStream(Files.newInputStream(file)), 1 << 16));
    }

    @Override
    public boolean advance() throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException end) {
            return false;
        }
        machines = in.readLong();
        answer = in.readNBytes(length);
        if (answer.length < length) {
            throw new EOFException("a run of sorted answers ends inside an answer");
        }
        return true;
    }

    @Override
    public byte[] answer() {
        return answer;
    }

    @Override
    public long machines() {
        return machines;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
