package dev.limpid.crashes;

import dev.limpid.counter.Telemetry;
import dev.limpid.counter.file.InUseLock;
import dev.limpid.counter.file.SharedState;
import dev.limpid.counter.home.HomeCheck;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Marks that a run of the program is under way, so that the next one can count its end if the run could not do so
 * itself: because it was killed, or by a fatal error of the JVM.
 *
 * <pre>{@code
 * Telemetry telemetry = Telemetry.start();
 * RunMarker.set(telemetry);
 * }</pre>
 *
 * <p>The counters are {@code crash/end:fatal} and {@code crash/end:killed}; for a fatal error also its kind, as in
 * {@code crash/signal:SIGSEGV}, and the Java frames of the thread in which it occurred, as the stack {@code
 * crash/fatal}. Kind and frames come from the JVM's file {@code hs_err_pid<pid>.log}; nothing else of it is used, and
 * the file stays. A run that ended by an exit, an uncaught exception or a signal that asks it to end was not killed; a
 * run that was halted, or lost its power, was. Runs of other versions of the program or of Java are not counted, since
 * they would be counted as runs of this version.
 *
 * <p>The work is done on a separate thread, so that it does not delay the start. Nothing is written if nothing may be
 * counted. Never throws. Safe for use by many threads: this object's monitor guards the marker, its lock, and whether
 * the run has ended.
 */
public final class RunMarker implements AutoCloseable {
    static final String END = ".run";

    private final Telemetry telemetry;
    private final List<Path> logs;
    private final SharedState sharedState = SharedState.take();
    private final Thread thread = sharedState.thread("limpid-run", this::work);
    private final Thread exit = sharedState.thread("limpid-run-exit", this::end);
    private @Nullable Path marker;
    private @Nullable InUseLock lock;
    private boolean ended;
    private boolean left;

    private RunMarker(Telemetry telemetry, List<Path> logs) {
        this.telemetry = telemetry;
        this.logs = logs;
    }

    /**
     * Marks this run, and counts how earlier ones ended.
     *
     * @param logs the folders in which the JVM leaves its logs of fatal errors, if the program's launcher sets them
     *     ({@code -XX:ErrorFile=<folder>/hs_err_pid%p.log}); without any, the JVM's default folders: the working
     *     directory, and the one for temporary files. A log in another folder is not found, and its run counts as
     *     killed.
     */
    public static RunMarker set(Telemetry telemetry, Path... logs) {
        List<Path> folders = logs.length > 0
                ? List.of(logs)
                : List.of(Path.of(""), Path.of(System.getProperty("java.io.tmpdir", "")));
        RunMarker marker = new RunMarker(telemetry, folders);
        marker.begin();
        return marker;
    }

    private void begin() {
        try {
            thread.start();
        } catch (RuntimeException | OutOfMemoryError e) {
            // No thread can be started: this run is not marked.
            close();
        }
    }

    private void work() {
        TelemetryHome home = telemetry.home();
        if (home == null || !telemetry.isCounting()) {
            return;
        }
        try {
            RunFile own = RunFile.ofThisProcess(home.local(), telemetry.program());
            new AbnormalExitDetector(telemetry, own, logs).count();
            mark(own);
        } catch (IOException | RuntimeException e) {
            // The home cannot be written; limpid env reports that.
            return;
        }
    }

    private synchronized void mark(RunFile own) throws IOException {
        if (ended) {
            return;
        }
        HomeCheck.make(own.folder().toFile());
        if (!TelemetryHome.mayWrite(own.path().toFile())) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(exit);
        } catch (IllegalStateException e) {
            return; // the JVM is already shutting down, in order
        }
        // Locked before the file exists, so that no other process takes it for the marker of a dead run.
        lock = InUseLock.share(own.path().toFile());
        marker = own.path();
        Files.write(own.path(), own.content().getBytes(StandardCharsets.UTF_8));
    }

    /** The run ends in order: the next one must not find a marker. */
    private synchronized void end() {
        ended = true;
        try {
            if (marker != null) {
                Files.deleteIfExists(marker);
            }
        } catch (IOException e) {
            // The home was deleted: nobody will find the marker either.
            marker = null;
        }
        if (lock != null) {
            lock.release();
        }
    }

    /** Whether this run is marked; false if it is over, or if nothing may be counted. */
    public synchronized boolean isSet() {
        return marker != null && !ended;
    }

    /**
     * Counts the run as ended in order. Plug-ins call this before their class loader is closed, and before they close
     * their telemetry; programs that end with their process need not call it. Returns once its thread has ended.
     */
    @Override
    public void close() {
        end();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            return; // the JVM is exiting
        }
        leave();
    }

    private synchronized void leave() {
        if (!left) {
            left = true;
            sharedState.leave();
        }
    }
}
