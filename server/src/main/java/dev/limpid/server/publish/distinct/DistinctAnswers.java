package dev.limpid.server.publish.distinct;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts equal answers, however many there are, in bounded memory: it returns each distinct answer once, in the order
 * of their bytes. That order reveals nothing about who answered when. It writes sorted runs to files and merges them.
 * Mutable, for one thread.
 */
public final class DistinctAnswers implements Closeable {

    /** The memory of a table entry in addition to the bytes of its answer. */
    private static final long ENTRY_BYTES = 120;

    /** At most this many files are read at once; more are merged into one. */
    private static final int MOST_RUNS = 128;

    private final Path folder;
    private final long memory;
    private final List<Path> runs = new ArrayList<>();
    private Map<Key, long[]> held = new HashMap<>();
    private long heldBytes;

    /** Comparable, so that the table stays fast whatever hashes senders choose. */
    private record Key(byte[] answer, int hash) implements Comparable<Key> {

        private static Key of(byte[] answer) {
            return new Key(answer, Arrays.hashCode(answer));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(answer, key.answer);
        }

        @Override
        public int compareTo(Key other) {
            return Arrays.compareUnsigned(answer, other.answer);
        }
    }

    /**
     * Starts empty.
     *
     * @param folder where runs are stored until closing
     * @param memory how many bytes to keep in memory before writing a run
     */
    public DistinctAnswers(Path folder, long memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /** Adds an answer that this many machines gave; the caller must not change the array afterwards. */
    public void add(byte[] answer, long machines) throws IOException {
        long[] count = held.get(Key.of(answer));
        if (count != null) {
            count[0] += machines;
            return;
        }
        held.put(Key.of(answer), new long[] {machines});
        heldBytes += answer.length + ENTRY_BYTES;
        if (heldBytes >= memory) {
            spill();
        }
    }

    private void spill() throws IOException {
        if (runs.size() == MOST_RUNS) {
            List<Path> merged = List.copyOf(runs);
            try (SortedAnswers all = new MergedAnswers(open(merged), Long::sum)) {
                write(all);
            }
            for (Path run : merged) {
                Files.delete(run);
                runs.remove(run);
            }
        }
        write(takeHeld());
    }

    private void write(SortedAnswers answers) throws IOException {
        Path file = Files.createTempFile(folder, "run", ".sorted");
        runs.add(file);
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(file), 1), 1 << 16))) {
            while (answers.advance()) {
                out.writeInt(answers.answer().length);
                out.writeLong(answers.machines());
                out.write(answers.answer());
            }
        }
    }

    private SortedAnswers takeHeld() {
        SortedAnswers sorted = new Held(held);
        held = new HashMap<>();
        heldBytes = 0;
        return sorted;
    }

    private static List<SortedAnswers> open(List<Path> runs) throws IOException {
        List<SortedAnswers> open = new ArrayList<>();
        try {
            for (Path file : runs) {
                open.add(new SpilledAnswers(file));
            }
            return open;
        } catch (IOException e) {
            for (SortedAnswers run : open) {
                run.close();
            }
            throw e;
        }
    }

    /** All answers in order; call it once, after adding the last. Closing the result also closes this. */
    public SortedAnswers sorted() throws IOException {
        List<SortedAnswers> rows = open(runs);
        rows.add(takeHeld());
        return new MergedAnswers(rows, Long::sum, this);
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }

    /** The answers in memory. */
    private static final class Held implements SortedAnswers {
        private final Iterator<Map.Entry<Key, long[]>> entries;
        private byte[] answer = {};
        private long machines;

        private Held(Map<Key, long[]> held) {
            entries = new TreeMap<>(held).entrySet().iterator();
        }

        @Override
        public boolean advance() {
            if (!entries.hasNext()) {
                return false;
            }
            Map.Entry<Key, long[]> entry = entries.next();
            answer = entry.getKey().answer();
            machines = entry.getValue()[0];
            entries.remove();
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
        public void close() {
            // Nothing is open.
        }
    }
}
