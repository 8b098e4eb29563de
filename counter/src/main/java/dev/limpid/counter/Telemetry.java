package dev.limpid.counter;

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

    private static final StackCounter BUG = StackCounter.of("bug/bug", 16);

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
        } catch (RuntimeException | LinkageError e) {
            Recorder.off();
            Diagnostics.tell("start", "limpid: counting could not start: " + e);
            started = new Telemetry(null, null);
        }
        running = started;
        return started;
    }

    private static Telemetry startOrFail(TelemetryOptions options) {
        ProgramProperties properties = ProgramProperties.of(options);
        TelemetryHome home = properties.home();
        Diagnostics.in(home);
        if (!ModeRule.of(home, options.environment, properties.offByDefault()).counts()) {
            Recorder.off();
            return new Telemetry(null, null);
        }
        Recorder recorder = new Recorder(home, properties.program(), HomeClock.offsetMillis(home, options.environment));
        recorder.install();
        Frames.allow(properties.frames());
        CrashHandler crashes = options.crashes ? CrashHandler.install() : null;
        return new Telemetry(recorder, crashes);
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
        BUG.increment();
    }

    /** Counts a crash that the program catches itself, as it would be counted if nobody had: {@code crash/crash}. */
    public static void crash(Throwable crash) {
        CrashHandler.count(crash);
    }

    /** Whether events are counted: false if the mode is off or counting has disabled itself. */
    public boolean isCounting() {
        return recorder != null && recorder.isCounting();
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
            if (crashes != null) {
                crashes.uninstall();
            }
            if (recorder != null) {
                recorder.uninstall();
            }
        }
    }
}
