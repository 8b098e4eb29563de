package dev.limpid.crashes;

import dev.limpid.counter.Counter;
import dev.limpid.counter.StackCounter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.file.InUseLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds runs of this build that left their marker, and counts how they ended. Each is counted at most once: by the
 * process that deletes the marker. If that process is killed in between, the run is not counted.
 */
final class AbnormalExitDetector {
    /** The most runs that one start counts; the next start counts the others. */
    private static final int MOST = 100;

    /** How much of a log is read: the frames are among its first lines. */
    private static final int MOST_BYTES = 256 * 1024;

    /** Some file systems round times to two seconds. */
    private static final long COARSE_SECONDS = 2;

    private final Telemetry telemetry;
    private final RunFile own;
    private final List<Path> logs;

    AbnormalExitDetector(Telemetry telemetry, RunFile own, List<Path> logs) {
        this.telemetry = telemetry;
        this.own = own;
        this.logs = logs;
    }

    void count() throws IOException {
        for (Path marker : left()) {
            boolean counts = own.isOfThisBuild(marker);
            FatalErrorLog log = counts ? log(marker) : null;
            if (Files.deleteIfExists(marker) && counts) {
                telemetry.runAttributed(() -> count(log));
            }
        }
    }

    private List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own.folder(), "*" + RunMarker.END)) {
            for (Path file : files) {
                if (left.size() < MOST && own.isSameBuild(String.valueOf(file.getFileName())) && !runs(file)) {
                    left.add(file);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return left;
    }

    /**
     * Whether the marked process is running: by its lock, or, where there are no locks, by its number and start time.
     */
    private static boolean runs(Path marker) throws IOException {
        if (InUseLock.isShared(marker.toFile())) {
            return true;
        }
        Instant marked = Files.getLastModifiedTime(marker).toInstant();
        return ProcessHandle.of(RunFile.pid(String.valueOf(marker.getFileName())))
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> !start.isAfter(marked.plusSeconds(COARSE_SECONDS)))
                        .orElse(true))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .isPresent();
    }

    private static void count(@Nullable FatalErrorLog log) {
        Counter.of(log == null ? "crash/end:killed" : "crash/end:fatal").increment();
        if (log != null) {
            Counter.of("crash/signal:" + log.kind()).increment();
            Throwable stack = new Throwable();
            stack.setStackTrace(log.frames().toArray(new StackTraceElement[0]));
            StackCounter.of("crash/fatal", StackCounter.MAX_DEPTH).add(stack);
        }
    }

    /** The JVM's log of the end of the run; null if there is none that certainly belongs to this run. */
    private @Nullable FatalErrorLog log(Path marker) throws IOException {
        long pid = RunFile.pid(String.valueOf(marker.getFileName()));
        for (Path folder : logs) {
            Path file = folder.resolve("hs_err_pid" + pid + ".log");
            FatalErrorLog log = isOfRun(file, marker) ? FatalErrorLog.parse(beginning(file), pid) : null;
            if (log != null) {
                return log;
            }
        }
        return null;
    }

    /**
     * Whether the file must be this run's log: anybody can put files into a temporary folder, and a downloaded file can
     * have any name and time.
     */
    private static boolean isOfRun(Path file, Path marker) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Instant written = found.lastModifiedTime().toInstant();
            return found.isRegularFile()
                    && !written.isBefore(
                            Files.getLastModifiedTime(marker).toInstant().minusSeconds(COARSE_SECONDS))
                    && !written.isAfter(Instant.now().plusSeconds(COARSE_SECONDS))
                    && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(marker));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static String beginning(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
