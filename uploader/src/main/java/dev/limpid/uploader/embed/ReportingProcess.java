package dev.limpid.uploader.embed;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.uploader.home.CollectionFile;
import dev.limpid.uploader.run.ReportingFactory;
import dev.limpid.uploader.run.SendingPace;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The detached child of a short command: makes one pass and ends, whatever happens, within a few minutes. */
public final class ReportingProcess {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private ReportingProcess() {}

    /** Makes one pass over the home of the collection that the first argument names. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("expected the name of a collection");
            System.exit(2);
        }
        endBy(LONGEST);
        pass(args[0], Environment.ofProcess(), SendingPace.IN_ONE_GO);
    }

    /**
     * Makes one pass; its steps and failures are reported only in the {@code debug} folder, if the user created one.
     */
    static void pass(String collection, Environment environment, SendingPace pace) {
        TelemetryHome home = TelemetryHome.of(collection, environment);
        try {
            ReportingFactory.forHome(home, identity(home), environment).run(pace, step -> log(home, line(step)));
        } catch (IOException | RuntimeException | Error e) { // an Error too: nothing else would report it
            log(home, e);
        }
    }

    /** Reports in the {@code debug} folder, if the user created one, why something failed. */
    static void log(TelemetryHome home, Throwable failure) {
        log(home, "failed: " + failure + "\n");
    }

    /**
     * Empty also if the file that names the server cannot be read: then weeks still end, and nothing is sent.
     */
    private static Optional<CollectionIdentity> identity(TelemetryHome home) {
        try {
            return CollectionFile.read(home);
        } catch (IOException e) {
            log(home, "the server's address cannot be read: " + e + "\n");
            return Optional.empty();
        }
    }

    private static String line(Step step) {
        return step.week().map(week -> week + " ").orElse("") + step.kind() + " " + step.sentence() + "\n";
    }

    private static void log(TelemetryHome home, String line) {
        Path file = home.debug().resolve("reporting.log");
        if (Files.isDirectory(home.debug())) {
            try {
                HomeFiles.checkRegular(file);
                Files.write(
                        file,
                        line.getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                return; // there is nowhere else to report it
            }
        }
    }

    private static void endBy(Duration limit) {
        watchdog(limit, () -> Runtime.getRuntime().halt(0)).start();
    }

    /** Does this after the time, also if somebody interrupts all threads: the process must not lose its time limit. */
    static Thread watchdog(Duration limit, Runnable end) {
        Thread watchdog = new Thread(
                () -> {
                    long until = System.nanoTime() + limit.toNanos();
                    for (long rest = limit.toNanos(); rest > 0; rest = until - System.nanoTime()) {
                        LockSupport.parkNanos(rest);
                        boolean ignored = Thread.interrupted(); // otherwise the next wait would end at once
                    }
                    end.run();
                },
                "limpid-watchdog");
        watchdog.setDaemon(true);
        return watchdog;
    }
}
