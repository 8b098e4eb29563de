package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A local store as it lies on the disk, to be looked at while a server has it open: it reads, takes no lock, and changes
 * nothing. What it shows is what was durable when it looked. For one thread.
 */
public final class ReadOnlyStore implements AnswerStore {

    private final Path root;
    private final List<String> damage = new ArrayList<>();

    /** The store below this folder; one that was never opened is empty. */
    public ReadOnlyStore(Path root) {
        this.root = root;
    }

    @Override
    public SortedSet<LocalDate> weeks() throws IOException {
        return Files.exists(root) ? new TreeSet<>(LocalAnswerStore.counts(root).keySet()) : new TreeSet<>();
    }

    @Override
    public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
        Path folder = root.resolve(week.toString());
        try {
            for (int number : WeekSegments.numbers(folder)) {
                read(WeekSegments.file(folder, number), visitor);
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(folder)) {
                throw e;
            }
            // The server dropped the week meanwhile.
        }
    }

    private void read(Path segment, AnswerVisitor visitor) throws IOException {
        try (SegmentReader reader = new SegmentReader(segment)) {
            long size = reader.size();
            while (reader.position() < size) {
                Optional<List<byte[]>> frame = reader.next();
                if (frame.isEmpty()) {
                    damage.add(reader.passDamage(size).toString()); // or a frame that is just being written
                    continue;
                }
                for (byte[] answer : frame.get()) {
                    visitor.answer(answer);
                }
            }
        }
    }

    @Override
    public List<String> damage() {
        return List.copyOf(damage);
    }

    @Override
    public CompletionStage<Appended> append(LocalDate week, ResendKey key, byte[] canonicalJson) {
        return CompletableFuture.failedFuture(readOnly());
    }

    @Override
    public CompletionStage<Boolean> holds(LocalDate week, ResendKey key) {
        return CompletableFuture.failedFuture(readOnly());
    }

    @Override
    public void forgetResends(LocalDate week) throws IOException {
        throw readOnly();
    }

    @Override
    public void drop(LocalDate week) throws IOException {
        throw readOnly();
    }

    private IOException readOnly() {
        return new IOException(root + " is open for reading alone");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
