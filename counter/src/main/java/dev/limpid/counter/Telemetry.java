package dev.limpid.counter;

import dev.limpid.counter.file.Journal;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.HomeClock;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import org.jspecify.annotations.Nullable;

/**
 * Starts counting into files. One call at the beginning of {@code main}:
 *
 * <pre>{@code
 * Telemetry.start(TelemetryOptions.builder()
 *         .collection("telemetry.example.org")
 *         .program("org.example/tool", "1.4.0")
 *         .build());
 * }</pre>
 *
 * <p>Never throws, never writes to the program's output, and never touches the network. Without it counters count for
 * nobody.
 */
public final class Telemetry implements AutoCloseable {
    private static @Nullable Telemetry running;
    private static volatile String[] frames = {};

    private final @Nullable Recorder recorder;
    private final @Nullable CrashHandler crashes;

    private Telemetry(@Nullable Recorder recorder, @Nullable CrashHandler crashes) {
        this.recorder = recorder;
        this.crashes = crashes;
    }

    /** Starts with the identity in {@code META-INF/limpid/program.properties}. */
    public static Telemetry start() {
        return start(TelemetryOptions.ofProgram());
    }

    /**
     * Starts counting, if the user's mode allows it; else every event from now on is dropped. The first call counts:
     * while one is running, further ones return it.
     */
    public static synchronized Telemetry start(TelemetryOptions options) {
        Telemetry already = running;
        if (already != null) {
            return already;
        }
        Telemetry started;
        try {
            started = startOrFail(options);
        } catch (Throwable e) {
            Recorder.off();
            Diagnostics.tell("start", "limpid: counting could not start: " + e);
            started = new Telemetry(null, null);
        }
        running = started;
        return started;
    }

    private static Telemetry startOrFail(TelemetryOptions options) {
        if ((options.collection == null && options.collectionName == null && options.home == null)
                || (options.program == null && options.programName == null)) {
            new ProgramProperties(options).complete();
        }
        if (options.strict) {
            Diagnostics.strict(true);
        }
        Environment here = options.environment;
        TelemetryHome home = options.home != null ? options.home : TelemetryHome.of(collection(options), here);
        CollectionIdentity identity = options.collection;
        boolean offByDefault = options.offByDefault || (identity != null && identity.offByDefault());
        if (!ModeRule.of(home, here, offByDefault).counts()) {
            Recorder.off();
            return new Telemetry(null, null);
        }
        boolean moved = home.moved() && here.setting("limpid.now", "LIMPID_NOW") != null;
        long clockOffset = moved ? HomeClock.offsetMillis(home, here) : 0;
        Recorder recorder = new Recorder(home, program(options), journal(options, home), clockOffset);
        recorder.install();
        frames = options.frames != null ? options.frames : new String[] {program(options)};
        return new Telemetry(recorder, options.crashes ? CrashHandler.install() : null);
    }

    private static String collection(TelemetryOptions options) {
        CollectionIdentity collection = options.collection;
        return collection != null ? collection.name() : String.valueOf(options.collectionName);
    }

    private static String program(TelemetryOptions options) {
        ProgramIdentity program = options.program;
        return program != null ? program.program() : String.valueOf(options.programName);
    }

    private static Journal journal(TelemetryOptions options, TelemetryHome home) {
        ProgramIdentity program = options.program;
        Environment here = options.environment;
        return program != null
                ? new Journal(
                        home.localAsFile(),
                        program.program(),
                        program.version(),
                        program.runtime(),
                        program.os(),
                        program.arch())
                : new Journal(
                        home.localAsFile(),
                        program(options),
                        releaseOrDevel(options.version),
                        here.runtime(),
                        here.os(),
                        here.arch());
    }

    static String releaseOrDevel(String version) {
        boolean release = !version.isEmpty() && !version.equals("unknown") && !version.endsWith("-SNAPSHOT");
        return release ? version : ProgramIdentity.DEVEL;
    }

    static String[] frames() {
        return frames;
    }

    /**
     * Counts a condition that cannot happen, as the stack {@code bug/bug} that led to it.
     *
     * <pre>{@code
     * if (size < 0) {
     *     Telemetry.bug();
     * }
     * }</pre>
     */
    public static void bug() {
        Bug.BUG.increment();
    }

    /** Counts a crash that the program catches itself, as it would be counted if nobody had: {@code crash/crash}. */
    public static void crash(Throwable crash) {
        CrashHandler.count(crash);
    }

    /** Whether events are counted: false if the mode is off or counting has disabled itself. */
    public boolean isCounting() {
        return recorder != null && recorder.isCounting();
    }

    /** Writes what is pending, so that it can be read; a program that only counts needs it never. */
    public void flush() {
        if (recorder != null) {
            recorder.flush();
        }
    }

    /**
     * Writes what is pending and stops. Programs need not call it: what they counted is safe at every kind of exit.
     * Tests do, before they read what was counted.
     */
    @Override
    public void close() {
        synchronized (Telemetry.class) {
            if (running != this) {
                return;
            }
            running = null;
            Diagnostics.strict(false);
            if (crashes != null) {
                crashes.uninstall();
            }
            if (recorder != null) {
                recorder.uninstall();
            }
        }
    }

    /** Loaded by the first bug only. */
    private static final class Bug {
        static final StackCounter BUG = StackCounter.of("bug/bug", 16);
    }
}
