package dev.limpid.server.ops;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.server.storage.segment.StoreCheck;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies a collection's folder while its server runs, so that the copy can be opened. Files that refer to others are
 * copied before them: first the heads of the log, then its state, then the index of published data, then all other
 * files, which only grow or are written once. A segment that grows during the copy can end in a torn record, which
 * opening drops, as after a crash. A damaged segment is copied as it is, since the rest of it is intact. Links are
 * followed, and a file that cannot be copied does not stop the others.
 */
public final class Backup {

    private static final String DIGESTS = "SHA256SUMS";
    private static final Pattern LINE = Pattern.compile("[0-9a-f]{64}  .+");
    private static final int ATTEMPTS = 5;
    private static final int LAST_RANK = 3;

    /** Copies a file from its beginning, with its times and rights. */
    @FunctionalInterface
    interface FileCopy {
        void copy(Path from, Path to) throws IOException;
    }

    private Backup() {}

    /**
     * Copies a collection's folder into a new one, with the digests of all files. A server would refuse to start on
     * damaged files, so the copy is checked in the same way; if it has problems, it stays in place.
     *
     * @param check returns the problems of a folder
     * @return what is incomplete in the copy, one sentence each: unreadable files, which are missing from it, and
     *     acknowledged answers that are damaged
     * @throws IOException if the target exists already, cannot be written, or no server could start on it
     */
    public static List<String> make(Path folder, Path target, Function<Path, List<String>> check) throws IOException {
        return make(folder, target, check, Backup::copyFile);
    }

    /** @param first how a file is copied; a segment is then compared with its copy */
    static List<String> make(Path folder, Path target, Function<Path, List<String>> check, FileCopy first)
            throws IOException {
        requireEmpty(target);
        for (int attempt = 1; ; attempt++) {
            try {
                List<String> notWhole = copy(folder, target, first);
                List<String> problems = new ArrayList<>(notWhole);
                problems.addAll(check.apply(target));
                if (problems.size() > notWhole.size()) {
                    throw unsound(folder + " was copied, but a server could not start on the copy", problems);
                }
                notWhole.addAll(StoreCheck.of(target.resolve("answers")).problems());
                return notWhole;
            } catch (NoSuchFileException e) {
                // A revision was replaced before it was copied.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Copies a backup to a server's folder, after checking all of it against its digests and reading it as a server
     * does.
     *
     * @param check returns the problems of a folder
     * @return which answers were already damaged when they were backed up, one sentence each
     * @throws IOException if a file is missing or differs from the backed-up one, no server could start on the
     *     backup, or the target exists already; then nothing was copied, unless the answers cannot be opened
     */
    public static List<String> restore(Path backup, Path folder, Function<Path, List<String>> check)
            throws IOException {
        Map<String, String> digests = digests(backup);
        for (Map.Entry<String, String> entry : digests.entrySet()) {
            String found = DurableFile.sha256(backup.resolve(entry.getKey()));
            if (!found.equals(entry.getValue())) {
                throw new IOException(backup.resolve(entry.getKey()) + " has the digest " + found + ", expected "
                        + entry.getValue() + " as when it was backed up");
            }
        }
        List<String> problems = check.apply(backup);
        if (!problems.isEmpty()) {
            throw unsound("a server could not start on the backup " + backup, problems);
        }
        requireEmpty(folder);
        try (NewFolder made = NewFolder.at(folder)) {
            for (String name : digests.keySet()) {
                copyFile(backup.resolve(name), folder.resolve(name));
            }
            if (Files.exists(folder.resolve("answers"))) {
                LocalAnswerStore.open(folder.resolve("answers")).close();
            }
            made.commit();
            return StoreCheck.of(folder.resolve("answers")).problems();
        }
    }

    private static IOException unsound(String otherwise, List<String> problems) {
        return new IOException(otherwise + ": " + String.join("; ", problems));
    }

    /** Copies all readable files and returns the unreadable ones; if it fails, it removes the copy. */
    private static List<String> copy(Path folder, Path target, FileCopy first) throws IOException {
        if (real(target).startsWith(real(folder))) {
            throw new IOException(target + " is inside " + folder + ", expected a folder outside of it");
        }
        try (NewFolder made = NewFolder.at(target)) {
            List<String> unreadable = copyFiles(folder, target, first);
            made.commit();
            return unreadable;
        }
    }

    /** The real path of a folder that may not exist yet, with links followed in the part that exists. */
    private static Path real(Path folder) throws IOException {
        Path whole = folder.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        return Files.exists(whole) || parent == null
                ? whole.toRealPath()
                : real(parent).resolve(whole.getFileName());
    }

    /**
     * Copies the files of one rank after another. They are listed again each time, since a file that was copied may
     * refer to one that was begun after the last listing.
     */
    private static List<String> copyFiles(Path folder, Path target, FileCopy first) throws IOException {
        List<String> notCopied = new ArrayList<>();
        StringBuilder digests = new StringBuilder();
        Set<Path> done = new HashSet<>();
        for (int rank = 0; rank < LAST_RANK; ) {
            List<String> notFiles = new ArrayList<>();
            List<Path> files = filesIn(folder, notFiles);
            files.removeIf(file -> isPassing(folder.relativize(file)) || done.contains(file));
            files.sort(null);
            int lowest = LAST_RANK;
            for (Path file : files) {
                lowest = Math.min(lowest, rank(folder.relativize(file)));
            }
            rank = lowest;
            for (Path file : files) {
                Path name = folder.relativize(file);
                if (rank(name) != rank) {
                    continue;
                }
                done.add(file);
                Path copy = target.resolve(name.toString());
                if (isCopied(file, copy, first, notCopied)) {
                    digests.append(DurableFile.sha256(copy))
                            .append("  ")
                            .append(name.toString().replace('\\', '/'))
                            .append('\n');
                }
            }
            if (rank == LAST_RANK) {
                notCopied.addAll(0, notFiles);
            }
        }
        Files.writeString(target.resolve(DIGESTS), digests);
        return notCopied;
    }

    /**
     * All files below a folder, including those behind links: an operator may have moved the answers to another disk.
     */
    private static List<Path> filesIn(Path folder, List<String> unreadable) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<Path>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                        } else if (!isPassing(folder.relativize(file))) {
                            unreadable.add(file + " was not copied: it is "
                                    + (attributes.isSymbolicLink() ? "a broken link" : "not a file")
                                    + ", expected a file or a folder");
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (file.equals(folder)) {
                            throw e;
                        }
                        if (!(e instanceof NoSuchFileException)) { // deleted meanwhile
                            unreadable.add(notCopied(file, e));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }

    /** Copies a file; false if the file cannot be read. */
    private static boolean isCopied(Path file, Path copy, FileCopy first, List<String> unreadable) throws IOException {
        try {
            first.copy(file, copy);
            if (isSegment(file)) {
                try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r");
                        RandomAccessFile out = new RandomAccessFile(copy.toFile(), "rw")) {
                    copyAgainFromTheEnd(in, out);
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException failure) {
            try {
                DurableFile.sha256(file);
            } catch (IOException e) {
                Files.deleteIfExists(copy);
                unreadable.add(notCopied(file, e));
                return false;
            }
            throw failure;
        }
    }

    private static boolean isSegment(Path file) {
        return file.getFileName().toString().endsWith(".seg");
    }

    /**
     * In a growing segment, frames replace zeros meanwhile. Read from its beginning, a copy could miss a frame and contain
     * the next one, as if the first were damaged. Read from its end, a copy contains everything that precedes any frame in
     * it.
     */
    static void copyAgainFromTheEnd(RandomAccessFile in, RandomAccessFile out) throws IOException {
        byte[] now = new byte[1 << 16];
        byte[] before = new byte[1 << 16];
        for (long end = out.length(); end > 0; ) {
            int length = (int) Math.min(end, now.length);
            end -= length;
            Arrays.fill(now, (byte) 0); // where it has been cut since
            fill(in, end, now, length);
            fill(out, end, before, length);
            if (!Arrays.equals(now, 0, length, before, 0, length)) {
                out.seek(end);
                out.write(now, 0, length);
            }
        }
    }

    private static void fill(RandomAccessFile from, long at, byte[] bytes, int length) throws IOException {
        from.seek(at);
        for (int filled = 0; filled < length; ) {
            int read = from.read(bytes, filled, length - filled);
            if (read < 0) {
                return;
            }
            filled += read;
        }
    }

    private static String notCopied(Path file, IOException e) {
        return file + " was not copied, since it cannot be read: " + e.getMessage();
    }

    /** The order of copying: heads, state, index, all else, so that a file comes before those it refers to. */
    private static int rank(Path name) {
        String last = name.getFileName().toString();
        if (name.startsWith("log-seen") || last.equals("checkpoint") || last.equals("latest")) {
            return 0;
        }
        if (name.startsWith("log") && last.equals("state")) {
            return 1;
        }
        if (name.startsWith("answers") && last.equals("acknowledged")) {
            return 2; // before the segments: it may count fewer answers than they have, never more
        }
        return name.startsWith("published") && name.getNameCount() == 2 ? 2 : LAST_RANK;
    }

    /**
     * Whether a file is not copied. Locks, half-written files and the store's index are temporary. The secrets that
     * identify resent answers must vanish once they are deleted, so they are never copied.
     */
    private static boolean isPassing(Path name) {
        String last = name.getFileName().toString();
        boolean ofTheMoment = name.startsWith("answers") && (last.startsWith("index") || last.equals("resends"));
        return ofTheMoment || last.equals("lock") || last.endsWith(".unfinished") || last.startsWith("writing");
    }

    static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling("."));
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Map<String, String> digests(Path backup) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        String all = InputFile.text(backup.resolve(DIGESTS));
        for (String line : all.lines().toList()) {
            if (!LINE.matcher(line).matches() || !isInside(line.substring(66))) {
                throw new IOException(backup.resolve(DIGESTS) + " contains \"" + line
                        + "\", expected the digest of a file of the backup and its name");
            }
            digests.put(line.substring(66), line.substring(0, 64));
        }
        if (!all.endsWith("\n")) {
            throw new IOException(
                    backup.resolve(DIGESTS) + " does not end with a whole line, expected one line for each file");
        }
        return digests;
    }

    /** Whether a name stays below the folder in which it is resolved. */
    private static boolean isInside(String name) {
        Path path = Path.of(name);
        return !path.isAbsolute() && path.equals(path.normalize()) && !path.startsWith("..") && !name.isEmpty();
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new IOException(folder + " is not empty, expected a new or empty folder");
                }
            }
        }
    }
}
