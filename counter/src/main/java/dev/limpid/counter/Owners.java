package dev.limpid.counter;

import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose code it is, where several programs in one JVM share this copy of the library: an application and a library that
 * both embed it. A class is a program's if it lies where the code that started the program does, or the program's
 * properties; else if its name begins as the program says ({@link TelemetryOptions#frames}), the longest beginning first.
 * Of a stack the frame nearest to the event that belongs to any program decides. Not loaded where there is one program.
 */
final class Owners implements Function<Stream<StackWalker.StackFrame>, int[]> {
    private static final int NOBODY = -1;

    /** The place between two frames: room for the longest beginning of a name. */
    private static final int FRAME = 10_000;

    /** What a program counts as its own: its places, then the beginnings of its classes' names. */
    private final String[][] places;

    private final String[][] beginnings;

    private Owners(Recorder[] running, String[][] others) {
        int all = running.length + others.length;
        places = new String[all][];
        beginnings = new String[all][];
        for (int i = 0; i < running.length; i++) {
            places[i] = new String[] {running[i].place, place(named(running[i].startedBy))};
            beginnings[i] = running[i].frames;
        }
        for (int i = 0; i < others.length; i++) {
            places[running.length + i] = new String[] {others[i][1]};
            beginnings[running.length + i] = others[i][2].isEmpty() ? new String[0] : others[i][2].split(",", -1);
        }
    }

    /** The program whose code called into this library; null if it is none that runs, or if that cannot be said. */
    static @Nullable Recorder ofCaller(Recorder[] running, String[][] others) {
        StackWalker walker = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
        return chosen(walker.walk(new Owners(running, others))[0], running);
    }

    /** The program that the class of this name belongs to. */
    static @Nullable Recorder ofName(String className, Recorder[] running, String[][] others) {
        return chosen(new Owners(running, others).owner(place(named(className)), className), running);
    }

    /** Code that is nobody's is the only running program's: of others only what is plainly theirs is kept out. */
    private static @Nullable Recorder chosen(int owner, Recorder[] running) {
        int found = owner == NOBODY && running.length == 1 ? 0 : owner;
        return found == NOBODY || found >= running.length ? null : running[found];
    }

    /**
     * How far from where it was thrown the first frame of this program is; among programs with the same one, those where
     * it is by its place come before those where it is by its name. The highest number if there is none.
     */
    static int rank(Recorder program, Throwable thrown) {
        Owners one = new Owners(new Recorder[] {program}, new String[0][]);
        StackTraceElement[] frames = thrown.getStackTrace();
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
    public int[] apply(Stream<StackWalker.StackFrame> stack) {
        int owner = NOBODY;
        for (Iterator<StackWalker.StackFrame> each = stack.iterator(); owner == NOBODY && each.hasNext(); ) {
            Class<?> type = each.next().getDeclaringClass();
            if (!Telemetry.isOwn(type.getName())) {
                owner = owner(place(type), type.getName());
            }
        }
        return new int[] {owner};
    }

    /** Which program a class belongs to, by its place, and by its name where that does not say. */
    private int owner(String place, String className) {
        boolean placed = false;
        for (int i = 0; i < places.length; i++) {
            placed |= isAt(i, place);
        }
        int owner = NOBODY;
        int longest = -1;
        for (int i = 0; i < places.length; i++) {
            if (placed && !isAt(i, place)) {
                continue;
            }
            // Where several lie together the name decides among them; one that lies there alone needs no name.
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

    private boolean isAt(int program, String place) {
        for (String own : places[program]) {
            if (!place.isEmpty() && own.equals(place)) {
                return true;
            }
        }
        return false;
    }

    /** The length of the longest beginning of this program's that the name has, or -1. */
    private int beginning(int program, String className) {
        int longest = -1;
        for (String entry : beginnings[program]) {
            String beginning = Telemetry.beginning(entry);
            if (className.startsWith(beginning)) {
                longest = Math.max(longest, beginning.length());
            }
        }
        return longest;
    }

    /** The classes of a stack, from where it was made outwards, without ours. */
    static List<Class<?>> callers() {
        List<Class<?>> callers = new ArrayList<>();
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (!Telemetry.isOwn(frame.getClassName())) {
                Class<?> caller = named(frame.getClassName());
                if (caller == null) {
                    // Of a class loader that neither this library nor the thread knows. Walking costs ten times as
                    // much.
                    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                            .walk(new Callers());
                }
                callers.add(caller);
            }
        }
        return callers;
    }

    private static final class Callers implements Function<Stream<StackWalker.StackFrame>, List<Class<?>>> {
        @Override
        public List<Class<?>> apply(Stream<StackWalker.StackFrame> stack) {
            List<Class<?>> callers = new ArrayList<>();
            for (Iterator<StackWalker.StackFrame> each = stack.iterator(); each.hasNext(); ) {
                Class<?> type = each.next().getDeclaringClass();
                if (!Telemetry.isOwn(type.getName())) {
                    callers.add(type);
                }
            }
            return callers;
        }
    }

    /** The class of this name, if this library's or the thread's class loader knows it; nothing of it is run. */
    static @Nullable Class<?> named(String className) {
        Class<?> known = named(className, Owners.class.getClassLoader());
        return known != null ? known : named(className, Thread.currentThread().getContextClassLoader());
    }

    private static @Nullable Class<?> named(String className, @Nullable ClassLoader loader) {
        try {
            return className.isEmpty() ? null : Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** The jar or folder that a class was loaded from; empty if nobody says. */
    static String place(@Nullable Class<?> type) {
        try {
            CodeSource source = type == null ? null : type.getProtectionDomain().getCodeSource();
            URL location = source == null ? null : source.getLocation();
            return location == null ? "" : plain(location.toString());
        } catch (SecurityException e) {
            return "";
        }
    }

    /** A place is written in two ways: {@code file:/x.jar} where a class is from, {@code jar:file:/x.jar!/} for a resource. */
    static String plain(String url) {
        int end = url.length();
        while (end > 0 && (url.charAt(end - 1) == '/' || url.charAt(end - 1) == '!')) {
            end--;
        }
        return url.substring(url.startsWith("jar:") ? "jar:".length() : 0, end);
    }
}
