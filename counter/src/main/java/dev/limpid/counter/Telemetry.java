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
 * <p>Never throws, never writes to the program's output, and never touches the network. Without it counters count for
 * nobody.
 */
public final class Telemetry implements AutoCloseable {
    /** Our classes that programs call, and those between: not the callers that are looked for. */
    private static final String OWN =
            " Counter Histogram StackCounter StackName StackKey Telemetry TelemetryOptions Program Recorder"
                    + " CollectionIdentity ProgramProperties Owners Crashes Thrown ";

    private static final String PACKAGE =
            Counter.class.getName().substring(0, Counter.class.getName().lastIndexOf('.') + 1);

    /** Made by the first bug only. Immutable, so races are fine. */
    private static @Nullable StackCounter bug;

    /** The program that counts; null if it could not start. */
    private final @Nullable Program program;

    private final String failure;
    private boolean closed;

    /** A start of the tested program's own: it ends with the test. */
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
     * Starts counting, if the user's mode allows it; else events are dropped until it does, which is looked at every half
     * minute.
     *
     * <p>A program that is started again goes on, and ends with the last of its {@link #close} calls. Several programs, of one
     * collection or of several, count side by side in one JVM, each into its own home and by its own user's choice: an
     * application, and a library that embeds this one too. Which program an event is of, is decided by the code that counts
     * it: by the jar or folder of its class, which is the one that started the program; else by its class's name, as
     * {@link TelemetryOptions#frames} says. What cannot be decided is not counted. (While {@link TelemetryOptions#strict}
     * telemetry of a test runs, it counts everything, and starts nothing else.)
     *
     * <p>If it cannot start, it does not count, and {@link #whyNotCounting} says why.
     */
    public static synchronized Telemetry start(TelemetryOptions options) {
        String startedBy = "";
        try {
            startedBy = callerName();
            return startOrFail(options, startedBy);
        } catch (Throwable e) {
            String reason = "counting could not start: " + e.getMessage();
            @Nullable TelemetryOptions given = options; // a host may give none
            String program = given == null ? null : given.program;
            Owners.refuse(program == null ? "" : program, startedBy);
            Diagnostics.tell("start " + reason, "limpid: " + reason);
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
        // A rehearsal tries a build as what it will be once released; in the user's real home a build says what it is.
        String pretended = home.moved() ? here.variable("LIMPID_VERSION") : null;
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

    /** How the names of classes begin that this entry of frames means: of a program's name, org.example. for org.example/tool. */
    static String beginning(String entry) {
        int slash = entry.indexOf('/');
        return slash < 0 ? entry : entry.substring(0, slash) + ".";
    }

    static String releaseOrDevel(String version) {
        boolean release = !version.isEmpty() && !version.equals("unknown") && !version.endsWith("-SNAPSHOT");
        return release ? version : "devel";
    }

    /** What is wrong with the part, or nothing: lines of metadata must stay what they are. */
    private static String bad(String what, String part) {
        boolean good = !part.isEmpty() && part.length() <= 100;
        for (int i = 0; good && i < part.length(); i++) {
            good = part.charAt(i) > ' ' && part.charAt(i) != 0x7f;
        }
        return good
                ? ""
                : "the program's " + what + " is \"" + part + "\", expected 1 to 100 characters without white space";
    }

    /** Which classes a stack may show that the calling code counts. */
    static String[] frames() {
        Program program = Program.ofCaller();
        if (program != null) {
            return program.frames;
        }
        String[] ended = Program.endedOfCaller();
        return ended == null ? new String[0] : ended[Owners.FRAMES].split(",", -1);
    }

    /** Where the calling program's own classes are found; null for the boot loader. */
    static @Nullable ClassLoader classes() {
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
    public static void bug() {
        StackCounter counter = bug;
        if (counter == null) {
            counter = StackCounter.of("bug/bug", 16);
            bug = counter;
        }
        counter.increment();
    }

    /**
     * Counts a crash that the program catches itself, as it would be counted if nobody had: {@code crash/crash}, with the
     * class and the stack of what caused it. The same one is counted once. Never throws, whatever the exception does.
     */
    public static void crash(Throwable crash) {
        try {
            Crashes.tell(crash);
        } catch (Throwable e) {
            // The program is about to say what is really wrong.
            return;
        }
    }

    /**
     * Runs this on the calling thread; all that it counts is counted for this program, whoever's the code is. It must be
     * short: no other program of this JVM can start or count a crash meanwhile.
     */
    public void inside(Runnable events) {
        if (program != null) {
            program.inside(events);
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

    /** Where it counts; null if it could not start. */
    public @Nullable TelemetryHome home() {
        return program == null ? null : program.home;
    }

    /** The program's name and version, with a space between; empty if it could not start. */
    public String program() {
        return program == null ? "" : program.name + " " + program.version;
    }

    /** Writes what is pending, so that it can be read; a program that only counts needs it never. */
    public void flush() {
        if (program != null) {
            program.recorder.flush();
        }
    }

    /**
     * Writes what is pending and stops; where the program was started several times, the last close does. Nothing is left
     * behind then: no thread, no exit hook, no handler, no lock. Plug-ins call it before their class loader goes. What the
     * program's code counts later waits for its next start in this JVM, and is no other program's. Never throws.
     *
     * <p>Programs that end with their process need not call it: what they counted is safe when the process returns from its
     * main methods, exits, dies of an exception or is terminated. What is halted ({@link Runtime#halt}) or killed loses
     * what was counted in its last 50 milliseconds, but for each counter's first event; once it is older than a second,
     * nothing.
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
                // It knows classes that called it.
                bug = null;
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
