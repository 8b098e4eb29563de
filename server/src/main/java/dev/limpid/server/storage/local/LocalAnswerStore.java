package dev.limpid.server.storage.local;

import dev.limpid.server.file.ProcessLock;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.segment.WeekFolders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The store on the local disk: below one root there is a folder for each week, with a row of segment files in it.
 * Appends are committed in groups, with one fsync for all that wait. Only one process at a time can open it; a lock
 * file in the root ensures this.
 *
 * <p>Safe for use by many threads: a thread of its own writes, and the map of weeks is concurrent.
 */
public final class LocalAnswerStore implements AnswerStore {

    /** The ending of the name of a week's folder once it is dropped, so that it is gone at once or not at all. */
    private static final String DROPPED = ".dropped";

    private final Path root;
    private final Disk disk;
    private final LocalStoreLimits limits;
    private final Disk.FreeSpace space;
    private final ProcessLock lock;
    private final Map<LocalDate, WeekSegments> weeks = new ConcurrentHashMap<>();
    private final GroupCommit commits;

    private LocalAnswerStore(Path root, Disk disk, Disk.FreeSpace space, LocalStoreLimits limits, ProcessLock lock) {
        this.root = root;
        this.disk = disk;
        this.space = space;
        this.limits = limits;
        this.lock = lock;
        this.commits = new GroupCommit(limits, this::checkSpace, this::openWeek);
    }

    /** Opens the store below this folder with the usual limits, and creates it if it does not exist. */
    public static LocalAnswerStore open(Path root) throws IOException {
        return open(root, LocalStoreLimits.usual());
    }

    /**
     * Opens the store below this folder, and creates it if it does not exist. It also opens if answers that were
     * acknowledged can no longer be read: see {@link #damage}.
     *
     * @throws IOException if another process has it open, or the disk fails
     */
    public static LocalAnswerStore open(Path root, LocalStoreLimits limits) throws IOException {
        return open(root, limits, Disk.REAL);
    }

    static LocalAnswerStore open(Path root, LocalStoreLimits limits, Disk disk) throws IOException {
        ProcessLock lock = ProcessLock.acquire(root.resolve("lock"), "this store");
        LocalAnswerStore store;
        try {
            store = new LocalAnswerStore(root, disk, disk.freeSpace(root), limits, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            finishDropping(root);
            // Not on the calling thread: it may have been interrupted, and would then lose the files that it opens.
            await(store.commits.runBetweenGroups(() -> {
                for (LocalDate week : WeekFolders.in(root)) {
                    store.openWeek(week);
                }
            }));
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
        return store;
    }

    @Override
    public CompletionStage<AppendOutcome> append(LocalDate week, ResendKey key, byte[] canonicalJson) {
        return commits.append(week, key, canonicalJson);
    }

    @Override
    public CompletionStage<Boolean> contains(LocalDate week, ResendKey key) {
        WeekSegments segments = weeks.get(week);
        if (segments == null) {
            return CompletableFuture.completedFuture(false);
        }
        boolean[] found = new boolean[1];
        return commits.runBetweenGroups(() -> found[0] = segments.resends().holds(key))
                .thenApply(done -> found[0]);
    }

    @Override
    public void endResendDetection(LocalDate week) throws IOException {
        await(commits.runBetweenGroups(() -> {
            WeekSegments segments = weeks.get(week);
            if (segments != null) {
                segments.resends().forget();
            }
        }));
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return commits.broken();
    }

    @Override
    public Optional<IOException> refusal() {
        if (commits.broken().isDone()) {
            return Optional.of(commits.broken().join());
        }
        try {
            checkSpace();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    @Override
    public SortedSet<LocalDate> weeks() throws IOException {
        SortedSet<LocalDate> found = new TreeSet<>();
        for (Map.Entry<LocalDate, WeekSegments> week : weeks.entrySet()) {
            if (week.getValue().answers().hasAnswers()) {
                found.add(week.getKey());
            }
        }
        return found;
    }

    @Override
    public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
        WeekSegments segments = weeks.get(week);
        if (segments != null) {
            segments.answers().read(visitor);
        }
    }

    @Override
    public long count(LocalDate week) throws IOException {
        WeekSegments segments = weeks.get(week);
        return segments == null ? 0 : segments.answers().count();
    }

    @Override
    public boolean isDamaged(LocalDate week) {
        WeekSegments segments = weeks.get(week);
        return segments != null && !segments.answers().damage().isEmpty();
    }

    @Override
    public List<String> damage() {
        return weeks.values().stream()
                .flatMap(segments -> segments.answers().damage().stream())
                .sorted()
                .toList();
    }

    @Override
    public void drop(LocalDate week) throws IOException {
        await(commits.runBetweenGroups(() -> {
            WeekSegments segments = weeks.remove(week);
            if (segments != null) {
                segments.close();
                Path dropped = root.resolve(week + DROPPED);
                Files.move(WeekFolders.of(root, week), dropped, StandardCopyOption.ATOMIC_MOVE);
                disk.forceFolder(root);
                delete(dropped);
            }
        }));
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            // Not on the calling thread either; see above.
            commits.close(this::closeWeeks);
        }
    }

    private void closeWeeks() throws IOException {
        for (WeekSegments segments : weeks.values()) {
            segments.close();
        }
    }

    private WeekSegments openWeek(LocalDate week) throws IOException {
        WeekSegments open = weeks.get(week);
        if (open != null) {
            return open;
        }
        Path folder = WeekFolders.of(root, week);
        boolean isNew = Files.notExists(folder);
        if (isNew) {
            Files.createDirectory(folder);
        }
        try {
            // Also for a folder that exists: the process that created it may have been killed before this.
            disk.forceFolder(root);
        } catch (IOException e) {
            if (isNew) {
                Files.deleteIfExists(folder);
            }
            throw e;
        }
        WeekSegments opened = new WeekSegments(folder, disk, limits.segmentBytes());
        weeks.put(week, opened);
        return opened;
    }

    private void checkSpace() throws IOException {
        long usable = space.usable();
        if (usable < limits.reserveBytes()) {
            throw new StoreFullException("the disk of " + root + " has " + usable + " bytes left, expected at least "
                    + limits.reserveBytes());
        }
    }

    /** Deletes what a process that was killed had begun to delete. */
    private static void finishDropping(Path root) throws IOException {
        try (DirectoryStream<Path> rests = Files.newDirectoryStream(root, "*" + DROPPED)) {
            for (Path rest : rests) {
                delete(rest);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    static void await(CompletableFuture<?> done) throws IOException {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
