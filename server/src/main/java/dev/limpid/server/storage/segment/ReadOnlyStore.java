package dev.limpid.server.storage.segment;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A local store as it is on the disk, to be examined while a server has it open: it only reads, takes no lock, and
 * changes nothing. It shows what was durable when it read. For one thread.
 */
public final class ReadOnlyStore implements AnswerStore {

    private final Path root;
    private final List<DamagedRange> damage = new ArrayList<>();

    /** The store below this folder; one that was never opened is empty. */
    public ReadOnlyStore(Path root) {
        this.root = root;
    }

    @Override
    public SortedSet<LocalDate> weeks() throws IOException {
        return new TreeSet<>(StoreLook.counts(root).keySet());
    }

    @Override
    public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
        StoreCheck.week(WeekFolders.of(root, week), visitor, damage);
    }

    @Override
    public List<String> damage() {
        return damage.stream().map(DamagedRange::toString).toList();
    }

    @Override
    public CompletionStage<AppendOutcome> append(LocalDate week, ResendKey key, byte[] canonicalJson) {
        return CompletableFuture.failedFuture(readOnly());
    }

    @Override
    public CompletionStage<Boolean> contains(LocalDate week, ResendKey key) {
        return CompletableFuture.failedFuture(readOnly());
    }

    @Override
    public void endResendDetection(LocalDate week) throws IOException {
        throw readOnly();
    }

    @Override
    public void drop(LocalDate week) throws IOException {
        throw readOnly();
    }

    private IOException readOnly() {
        return new IOException(root + " is open only for reading");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
