package dev.limpid.counter;

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
 * <p>Never throws, never writes to the program's output, and never touches the network. Without this call, nothing that
 * counters count is written. Safe for use by many threads: this class's monitor guards starts and ends, and what is read
 * without it is volatile or final.
 */
public final class Telemetry implements AutoCloseable {
    /** Our classes that programs call, and those in between: they are not the callers that are looked for. */
    private static final String OWN =
            " Counter Histogram StackCounter StackName StackKey Telemetry TelemetryOptions Program Recorder"
                    + " CollectionIdentity ProgramProperties ProgramFinder CrashAttribution RootCause ";

    private static final String PACKAGE =
            Counter.class.getName().substring(0, Counter.class.getName().lastIndexOf('.') + 1);

    /** Created by the first bug only; if two threads create one, both count the same. */
    private static volatile @Nullable StackCounter countBug;

    /** The program that counts; null if it could not start. */
    private final @Nullable Program program;

    private final String failure;
    private volatile boolean closed;

    /** Whether the tested program itself made this start: it ends with the test. */
    private final boolean guest;

    private Telemetry(@Nullable Program program, String failure, boolean guest) {
        this.program = program;
        this.failure = failure;
        this.guest = guest;
    }

    /** Starts with the identity in the caller's {@code META-INF/limpid/program.properties}. */
    public static Telemetry start() {
        return start(TelemetryOptions.ofProgram());
    }

    /**
     * Starts counting if the user's mode allows it. Otherwise events are dropped until it does; the mode is checked
     * every half minute.
     *
     * <p>A program that is started again continues, and ends with the last of its {@link #close} calls. Several
     * programs, of one collection or of several, can count in one JVM, each into its own home and by its own user's
     * choice: an application, and a library that also embeds this one. The code that counts an event decides which
     * program the event belongs to: the jar or folder of its class, if a program was started from there; otherwise the
     * name of its class, as {@link TelemetryOptions#ownPackages} declares. If that does not decide it, the event is not
     * counted. (While {@link TelemetryOptions#strict} telemetry of a test runs, it counts everything, and other starts
     * start nothing.)
     *
     * <p>If counting cannot start, nothing is counted, and {@link #whyNotCounting} gives the reason.
     */
    public static synchronized Telemetry start(TelemetryOptions options) {
        String startedBy = "";
        try {
            startedBy = callerName();
            return startOrFail(options, startedBy);
        } catch (Throwable e) {
            String reason = "counting could not start: " + e.getMessage();
            @Nullable TelemetryOptions given = options; // a host may pass null
            String program = given == null ? null : given.program;
            ProgramFinder.refuse(program == null ? "" : program, startedBy);
            Diagnostics.report("start " + reason, "limpid: " + reason);
            return new Telemetry(null, reason, false);
        }
    }

    private static Telemetry startOrFail(TelemetryOptions options, String startedBy) {
        for (Program each : Program.running) {
            if (each.strict) {
                if (options.strict) {
                    Diagnostics.fail("telemetry of another test runs");
                }
                return new Telemetry(each, "", true);
            }
        }
        if ((options.collection == null && options.home == null) || options.program == null) {
            new ProgramProperties(options).complete();
        }
        Environment here = options.environment;
        TelemetryHome home =
                options.home != null ? options.home : TelemetryHome.of(String.valueOf(options.collection), here);
        String name = String.valueOf(options.program);
        // A rehearsal runs a build under the version that it will have once released; in the user's real home a build
        // uses its own version.
        String pretended = home.isMoved() ? here.variable("LIMPID_VERSION") : null;
        String version = releaseOrDevel(pretended == null ? options.version : pretended);
        String bad = bad("name", name) + bad("version", version);
        if (!bad.isEmpty()) {
            if (ModeRule.of(home, here, options.offByDefault).counts()) {
                Diagnostics.trouble(home, name, bad);
            }
            throw new IllegalArgumentException(bad);
        }
        for (Program each : Program.running) {
            if (each.name.equals(name)
                    && each.version.equals(version)
                    && each.home.localAsFile().equals(home.localAsFile())) {
                each.holders++;
                return new Telemetry(each, "", false);
            }
        }
        Program program = new Program(options, home, name, version, startedBy);
        if (options.strict) {
            Diagnostics.strict(true);
        }
        program.install();
        return new Telemetry(program, "", false);
    }

    /** The name of the class that called into this library; empty if there is none. */
    static String callerName() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (!isOwn(frame.getClassName())) {
                return frame.getClassName();
            }
        }
        return "";
    }

    static boolean isOwn(String className) {
        return className.startsWith(PACKAGE) && OWN.contains(" " + className.substring(PACKAGE.length()) + " ");
    }

    /**
     * The beginning of the class names that this entry of frames means; for a program's name such as {@code
     * org.example/tool} it is {@code org.example.}
     */
    static String prefix(String entry) {
        int slash = entry.indexOf('/');
        return slash < 0 ? entry : entry.substring(0, slash) + ".";
    }

    static String releaseOrDevel(String version) {
        boolean release = !version.isEmpty() && !version.equals("unknown") && !version.endsWith("-SNAPSHOT");
        return release ? version : "devel";
    }

    /** What is wrong with this part, or an empty text: it must not break the lines of metadata. */
    private static String bad(String what, String part) {
        boolean good = !part.isEmpty() && part.length() <= 100;
        for (int i = 0; good && i < part.length(); i++) {
            good = part.charAt(i) > ' ' && part.charAt(i) != 0x7f;
        }
        return good
                ? ""
                : "the program's " + what + " is \"" + part + "\", expected 1 to 100 characters without white space";
    }

    /** The classes that a stack may show if the calling code counts it. */
    static String[] classPrefixes() {
        Program program = Program.ofCaller();
        if (program != null) {
            return program.frames;
        }
        String[] ended = Program.endedOfCaller();
        return ended == null ? new String[0] : ended[ProgramFinder.FRAMES].split(",", -1);
    }

    /** Where the calling program's own classes are found; null for the boot loader. */
    static @Nullable ClassLoader callerLoader() {
        Program program = Program.ofCaller();
        return program == null ? Telemetry.class.getClassLoader() : program.classes;
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
    public static void countBug() {
        StackCounter counter = countBug;
        if (counter == null) {
            counter = StackCounter.of("bug/bug", 16);
            countBug = counter;
        }
        counter.increment();
    }

    /**
     * Counts a crash that the program catches itself, as if nobody had caught it: {@code crash/crash}, with the class
     * and the stack of its root cause. The same exception is counted once. Never throws, whatever the exception does.
     */
    public static void countCrash(Throwable crash) {
        try {
            CrashAttribution.report(crash);
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            return;
        }
    }

    /**
     * Runs this on the calling thread; everything that it counts is counted for this program, whichever program the
     * code belongs to. It must be short: no other program of this JVM can start or count a crash meanwhile.
     */
    public void runAttributed(Runnable events) {
        if (program != null) {
            program.runAttributed(events);
        }
    }

    /** Whether events are counted: false if the mode is off or counting has disabled itself. */
    public boolean isCounting() {
        return program != null && !closed && program.recorder.isCounting();
    }

    /** Why nothing is counted, in one sentence: the mode, a mistake in the options, a home that cannot be written. Empty if events are counted. */
    public String whyNotCounting() {
        return program == null ? failure : closed ? "telemetry was closed" : program.recorder.whyNot();
    }

    /** Where events are counted; null if counting could not start. */
    public @Nullable TelemetryHome home() {
        return program == null ? null : program.home;
    }

    /** The program's name and version, with a space between; empty if counting could not start. */
    public String program() {
        return program == null ? "" : program.name + " " + program.version;
    }

    /** Writes pending events, so that they can be read; a program that only counts never needs this. */
    public void flush() {
        if (program != null) {
            program.recorder.flush();
        }
    }

    /**
     * Writes pending events and stops; if the program was started several times, only the last close does. Nothing is
     * left behind then: no thread, no exit hook, no handler, no lock. Plug-ins call it before their class loader is
     * closed. What the program's code counts later waits for its next start in this JVM, and is not counted for another
     * program. Never throws.
     *
     * <p>Programs that end with their process need not call it: what they counted is safe when the process returns from
     * its main methods, exits, dies of an exception or is terminated. A process that is halted ({@link Runtime#halt})
     * or killed loses what was counted in its last 50 milliseconds, except each counter's first event; once it is older
     * than a second, it loses nothing.
     */
    @Override
    public void close() {
        synchronized (Telemetry.class) {
            Program ending = program;
            if (closed || guest || ending == null) {
                return;
            }
            closed = true;
            if (--ending.holders == 0) {
                // It refers to classes that called it.
                countBug = null;
                if (ending.strict) {
                    Diagnostics.strict(false);
                }
                try {
                    ending.uninstall();
                } catch (Throwable e) {
                    // Its class loader was closed first.
                    return;
                }
            }
        }
    }
}
