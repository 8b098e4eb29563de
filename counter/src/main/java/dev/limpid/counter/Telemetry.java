package dev.limpid.counter;

import dev.limpid.counter.file.Journal;
import dev.limpid.counter.home.Environment;
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
    private static volatile @Nullable ClassLoader classes = Telemetry.class.getClassLoader();

    /** Made by the first bug only. Immutable, so races are fine. */
    private static @Nullable StackCounter bug;

    private final @Nullable Recorder recorder;

    private Telemetry(@Nullable Recorder recorder) {
        this.recorder = recorder;
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
            started = new Telemetry(null);
        }
        running = started;
        return started;
    }

    private static Telemetry startOrFail(TelemetryOptions options) {
        if ((options.collection == null && options.home == null) || options.program == null) {
            new ProgramProperties(options).complete();
        }
        if (options.strict) {
            Diagnostics.strict(true);
        }
        Environment here = options.environment;
        TelemetryHome home =
                options.home != null ? options.home : TelemetryHome.of(String.valueOf(options.collection), here);
        if (!ModeRule.of(home, here, options.offByDefault).counts()) {
            Recorder.off();
            return new Telemetry(null);
        }
        String program = checked(String.valueOf(options.program));
        String version = checked(releaseOrDevel(options.version));
        Journal journal = new Journal(home.localAsFile(), program, version, here.runtime(), here.os(), here.arch());
        Recorder recorder = new Recorder(home, program, journal, home.clockOffset(here));
        recorder.install();
        frames = options.frames != null ? options.frames : new String[] {program};
        classes = options.resources != null ? options.resources : Telemetry.class.getClassLoader();
        if (options.crashes) {
            recorder.countCrashes();
        }
        return new Telemetry(recorder);
    }

    static String releaseOrDevel(String version) {
        boolean release = !version.isEmpty() && !version.equals("unknown") && !version.endsWith("-SNAPSHOT");
        return release ? version : "devel";
    }

    /** Lines of metadata must stay what they are. */
    private static String checked(String part) {
        boolean good = !part.isEmpty() && part.length() <= 100;
        for (int i = 0; good && i < part.length(); i++) {
            good = part.charAt(i) > ' ' && part.charAt(i) != 0x7f;
        }
        if (!good) {
            throw new IllegalArgumentException("a program's name and version have 1 to 100 characters without white"
                    + " space, but one is \"" + part + "\"");
        }
        return part;
    }

    static String[] frames() {
        return frames;
    }

    /** Where the program's own classes are found; null for the boot loader. */
    static @Nullable ClassLoader classes() {
        return classes;
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
        StackCounter counter = bug;
        if (counter == null) {
            counter = StackCounter.of("bug/bug", 16);
            bug = counter;
        }
        counter.increment();
    }

    /** Counts a crash that the program catches itself, as it would be counted if nobody had: {@code crash/crash}. */
    public static void crash(Throwable crash) {
        try {
            StackCounter.of("crash/crash", StackCounter.MAX_DEPTH).add(crash);
        } catch (RuntimeException | Error e) {
            // The program is about to say what is really wrong.
            return;
        }
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
            classes = Telemetry.class.getClassLoader();
            Diagnostics.strict(false);
            if (recorder != null) {
                recorder.uninstall();
            }
        }
    }
}
