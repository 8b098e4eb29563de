package dev.limpid.counter;

import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which program code belongs to if several programs in one JVM share this copy of the library: an application
 * and a library that both embed it. A class belongs to a program if it is in the same place as the code that started
 * the program, or as the program's properties; otherwise if its name begins as the program declares ({@link
 * TelemetryOptions#ownPackages}), the longest beginning first. In a stack, the frame nearest to the event that belongs to
 * any program decides. A program that ended is included for as long as the JVM lives, since its code may continue to
 * count. Not loaded if there is only one program.
 *
 * <p>Each instance walks one stack, on one thread. Any thread may call the static methods: {@link Program}'s monitor
 * guards what they replace.
 */
final class ProgramFinder implements Function<Stream<StackWalker.StackFrame>, List<Class<?>>> {
    private static final int NOBODY = -1;

    /**
     * Indexes of a program's entry in {@link Program#others}: its name, its place, and its frames separated by commas.
     */
    private static final int PROGRAM = 0;

    private static final int PLACE = 1;
    static final int FRAMES = 2;

    /** Its {@link Program#key} if it ran and ended, otherwise empty; and the place that it was started from. */
    static final int KEY = 3;

    private static final int STARTED_AT = 4;

    /** The distance between the ranks of two frames: room for the longest beginning of a name. */
    private static final int FRAME = 10_000;

    /** What belongs to each program: its places, then the beginnings of its class names. */
    private final String[][] places;

    private final String[][] beginnings;

    /** How many programs run or ended: code that clearly belongs to none can be of any of these. */
    private int known;

    /** The program that the stack belongs to, once it was walked. */
    private int found = NOBODY;

    private ProgramFinder(Program[] running, String[][] others) {
        int all = running.length + others.length;
        places = new String[all][];
        beginnings = new String[all][];
        known = running.length;
        for (int i = 0; i < running.length; i++) {
            places[i] = new String[] {running[i].place, place(named(running[i].startedBy))};
            beginnings[i] = running[i].frames;
        }
        for (int i = 0; i < others.length; i++) {
            String[] other = others[i];
            places[running.length + i] = new String[] {other[PLACE], other[STARTED_AT]};
            beginnings[running.length + i] = other[FRAMES].isEmpty() ? new String[0] : other[FRAMES].split(",", -1);
            // If another program was started from there since, it runs the same code.
            known += other[KEY].isEmpty() || isAtAny(running.length, other[STARTED_AT]) ? 0 : 1;
        }
    }

    /** The program whose code called into this library; null if it does not run, or if it is unknown. */
    static @Nullable Program ofCaller(Program[] running, String[][] others) {
        ProgramFinder programFinder = new ProgramFinder(running, others);
        programFinder.walk();
        return programFinder.chosen(programFinder.found, running);
    }

    /** The ended program whose code called into this library; null if there is none. */
    static String @Nullable [] endedOfCaller() {
        Program[] running = Program.running;
        String[][] others = Program.others;
        ProgramFinder programFinder = new ProgramFinder(running, others);
        programFinder.walk();
        String[] other = programFinder.found < running.length ? null : others[programFinder.found - running.length];
        return other == null || other[KEY].isEmpty() ? null : other;
    }

    private List<Class<?>> walk() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(this);
    }

    /**
     * Looks for the properties of all programs on the class path. If a jar cannot be read or a class loader was closed,
     * what is known so far must suffice.
     */
    static void survey(Program[] running) {
        try {
            for (Program each : running) {
                ProgramProperties.survey(each);
            }
        } catch (Throwable e) {
            return;
        }
    }

    /** Whether two classes are from the same jar or folder. */
    static boolean isAtPlaceOf(String className, String other) {
        String place = place(named(className));
        return !place.isEmpty() && place.equals(place(named(other)));
    }

    /** Registers a start that failed: its program's events are dropped, and no other program's. */
    static void refuse(String program, String startedBy) {
        addOther(program, place(named(startedBy)), program);
        Program.dropping = Program.running.length == 0;
        Program.nextEpoch();
    }

    /**
     * Adds a program that is known to be present and does not count: its events must not be counted for another
     * program.
     */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // it guards Program's fields
    static void addOther(String program, String place, String frames) {
        synchronized (Program.class) {
            for (Program each : Program.running) {
                if (each.name.equals(program)) {
                    return;
                }
            }
            for (String[] known : Program.others) {
                if (known[PROGRAM].equals(program) && (known[PLACE].equals(place) || known[STARTED_AT].equals(place))) {
                    return;
                }
            }
            add(program, place, frames, "", "");
        }
    }

    /**
     * Registers a program that ends: what its code counts from now on is for its next start, and not for another
     * program.
     */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // it guards Program's fields
    static void end(Program program) {
        synchronized (Program.class) {
            for (Program each : Program.running) {
                if (each != program && each.key().equals(program.key())) {
                    return;
                }
            }
            removeOther(program);
            String frames = String.join(",", program.frames);
            add(program.name, program.place, frames, program.key(), place(named(program.startedBy)));
        }
    }

    private static void add(String... other) {
        String[][] more = Arrays.copyOf(Program.others, Program.others.length + 1);
        more[more.length - 1] = other;
        Program.others = more;
        Program.nextEpoch();
    }

    /**
     * Removes the entries of a program that counts now: those with its name, or in the place that it was started from.
     * Of the ended programs these are the program itself, and one that the same code started before.
     */
    @SuppressWarnings("LockOnNonEnclosingClassLiteral") // it guards Program's fields
    static void removeOther(Program program) {
        synchronized (Program.class) {
            String from = place(named(program.startedBy));
            String frames = String.join(",", program.frames);
            String[][] others = Program.others;
            String[][] rest = new String[others.length][];
            int kept = 0;
            for (String[] each : others) {
                if (each[KEY].isEmpty()
                        ? !each[PROGRAM].equals(program.name) && (from.isEmpty() || !each[PLACE].equals(from))
                        : !each[KEY].equals(program.key())
                                && !(each[STARTED_AT].equals(from) && each[FRAMES].equals(frames))) {
                    rest[kept++] = each;
                }
            }
            Program.others = Arrays.copyOf(rest, kept);
        }
    }

    /** The program that the class of this name belongs to. */
    static @Nullable Program ofName(String className, Program[] running, String[][] others) {
        ProgramFinder programFinder = new ProgramFinder(running, others);
        return programFinder.chosen(programFinder.owner(place(named(className)), className), running);
    }

    /**
     * Code that belongs to no program is attributed to the only known program, except what clearly belongs to programs
     * that never ran.
     */
    private @Nullable Program chosen(int owner, Program[] running) {
        int index = owner == NOBODY && known == 1 ? 0 : owner;
        return index == NOBODY || index >= running.length ? null : running[index];
    }

    /**
     * The distance from where the exception was thrown to the first frame of this program. If that frame belongs to
     * several programs, those that it belongs to by its place come before those that it belongs to by its name. The
     * highest number if there is no such frame.
     */
    static int rank(Program program, StackTraceElement[] frames) {
        ProgramFinder one = new ProgramFinder(new Program[] {program}, new String[0][]);
        for (int i = 0; i < frames.length; i++) {
            String name = frames[i].getClassName();
            if (one.isAt(0, place(named(name)))) {
                return i * FRAME;
            }
            int length = one.beginning(0, name);
            if (length >= 0) {
                return i * FRAME + FRAME / 2 - Math.min(length, FRAME / 2 - 1);
            }
        }
        return Integer.MAX_VALUE;
    }

    @Override
    public List<Class<?>> apply(Stream<StackWalker.StackFrame> stack) {
        List<Class<?>> callers = new ArrayList<>();
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); found == NOBODY && each.hasNext(); ) {
            Class<?> type = each.next().getDeclaringClass();
            if (!Telemetry.isOwn(type.getName())) {
                callers.add(type);
                found = owner(place(type), type.getName());
            }
        }
        return callers;
    }

    /** The program that a class belongs to: by its place, or by its name if the place does not decide. */
    private int owner(String place, String className) {
        boolean placed = isAtAny(places.length, place);
        int owner = NOBODY;
        int longest = -1;
        for (int i = 0; i < places.length; i++) {
            if (placed && !isAt(i, place)) {
                continue;
            }
            // If several programs share a place, the name decides among them; a program that is alone there needs no
            // name.
            int length = Math.max(beginning(i, className), placed ? 0 : -1);
            if (length > longest) {
                longest = length;
                owner = i;
            } else if (length == longest) {
                owner = NOBODY;
            }
        }
        return owner;
    }

    /** Whether one of the first {@code programs} programs is in this place. */
    private boolean isAtAny(int programs, String place) {
        boolean found = false;
        for (int i = 0; i < programs; i++) {
            found |= isAt(i, place);
        }
        return found;
    }

    private boolean isAt(int program, String place) {
        for (String own : places[program]) {
            if (!place.isEmpty() && own.equals(place)) {
                return true;
            }
        }
        return false;
    }

    /** The length of the longest of this program's beginnings that the name starts with, or -1. */
    private int beginning(int program, String className) {
        int longest = -1;
        for (String entry : beginnings[program]) {
            String beginning = Telemetry.prefix(entry);
            if (className.startsWith(beginning)) {
                longest = Math.max(longest, beginning.length());
            }
        }
        return longest;
    }

    /** The classes of the current stack, from the innermost outwards, without ours. */
    static List<Class<?>> callers() {
        List<Class<?>> callers = new ArrayList<>();
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (!Telemetry.isOwn(frame.getClassName())) {
                Class<?> caller = named(frame.getClassName());
                if (caller == null) {
                    // The class is from a class loader that neither this library nor the thread knows. Walking costs
                    // ten times as much.
                    return new ProgramFinder(new Program[0], new String[0][]).walk();
                }
                callers.add(caller);
            }
        }
        return callers;
    }

    /**
     * The class of this name, if this library's or the thread's class loader knows it; the class is not initialised.
     */
    static @Nullable Class<?> named(String className) {
        Class<?> known = named(className, ProgramFinder.class.getClassLoader());
        return known != null ? known : named(className, Thread.currentThread().getContextClassLoader());
    }

    private static @Nullable Class<?> named(String className, @Nullable ClassLoader loader) {
        try {
            return className.isEmpty() ? null : Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return null; // a closed class loader of a host can throw anything
        }
    }

    /** The jar or folder that a class was loaded from; empty if unknown. */
    static String place(@Nullable Class<?> type) {
        try {
            CodeSource source = type == null ? null : type.getProtectionDomain().getCodeSource();
            URL location = source == null ? null : source.getLocation();
            return location == null ? "" : plain(location.toString());
        } catch (SecurityException e) {
            return "";
        }
    }

    /**
     * The same text for both ways to write a place: {@code file:/x.jar} for a class, {@code jar:file:/x.jar!/} for a
     * resource.
     */
    static String plain(String url) {
        int end = url.length();
        while (end > 0 && (url.charAt(end - 1) == '/' || url.charAt(end - 1) == '!')) {
            end--;
        }
        return url.substring(url.startsWith("jar:") ? "jar:".length() : 0, end);
    }
}
