package dev.limpid.server.publish;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts any number of reports in bounded memory: by their bytes, each once. Since a report begins with its week and its
 * X, the order of a week's reports is that of random numbers, and tells nothing about who reported when. Sorted runs go
 * to files, which are merged. Mutable, for one thread.
 */
final class SortedReports implements Closeable {

    private final Path folder;
    private final long memory;
    private final List<Path> runs = new ArrayList<>();
    private List<byte[]> held = new ArrayList<>();
    private long heldBytes;

    /**
     * An empty heap of reports.
     *
     * @param folder where runs are kept until closing
     * @param memory how many bytes are held before a run is written
     */
    SortedReports(Path folder, long memory) {
        this.folder = folder;
        this.memory = memory;
    }

    void add(byte[] report) throws IOException {
        held.add(report);
        // An array costs about 24 bytes more than it holds.
        heldBytes += report.length + 24L;
        if (heldBytes >= memory) {
            spill();
        }
    }

    private void spill() throws IOException {
        Path file = Files.createTempFile(folder, "run", ".sorted");
        runs.add(file);
        held.sort(Arrays::compareUnsigned);
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(file), 1), 1 << 16))) {
            for (byte[] report : held) {
                out.writeInt(report.length);
                out.write(report);
            }
        }
        held = new ArrayList<>();
        heldBytes = 0;
    }

    /** Shows every report once, in order. Afterwards nothing can be added. */
    void drainTo(LineSink sink) throws IOException {
        List<Run> open = new ArrayList<>();
        try {
            held.sort(Arrays::compareUnsigned);
            open.add(new Run(held));
            for (Path file : runs) {
                open.add(new Run(file));
            }
            merge(open, sink);
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    private static void merge(List<Run> open, LineSink sink) throws IOException {
        PriorityQueue<Run> queue = new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.head, b.head));
        for (Run run : open) {
            if (run.advance()) {
                queue.add(run);
            }
        }
        byte[] before = {};
        for (Run run = queue.poll(); run != null; run = queue.poll()) {
            if (!Arrays.equals(before, run.head)) {
                before = run.head;
                sink.line(before);
            }
            if (run.advance()) {
                queue.add(run);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** Sorted reports, of a file or of memory. */
    private static final class Run implements Closeable {
        private final List<byte[]> memory;
        private final DataInputStream in;
        private int next;
        private byte[] head = {};

        private Run(List<byte[]> memory) {
            this.memory = memory;
            this.in = new DataInputStream(DataInputStream.nullInputStream());
        }

        private Run(Path file) throws IOException {
            this.memory = List.of();
            this.in = new DataInputStream(
                    new BufferedInputStream(new ZstdInputStream(Files.newInputStream(file)), 1 << 16));
        }

        private boolean advance() throws IOException {
            if (next < memory.size()) {
                head = memory.get(next);
                next++;
                return true;
            }
            try {
                head = new byte[in.readInt()];
                in.readFully(head);
                return true;
            } catch (EOFException end) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
