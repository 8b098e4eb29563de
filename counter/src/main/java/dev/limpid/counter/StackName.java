package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Builds the name under which a stack is counted: {@code prefix\nframe\nframe…}. A frame is {@code class.method:+N},
 * with {@code "} for a class that repeats, and {@code hidden} for each run of frames that are neither the program's nor
 * the JDK's. Frames are not trusted, since any code can set the frames of an exception: a frame is shown only if the
 * program's class loader, or the module of the JDK that it names, has such a class with such a method. The same source
 * gets the same name from every compiler, and recursion is written once: see decision 0106. Not thread-safe.
 */
final class StackName implements Function<Stream<StackWalker.StackFrame>, String> {
    private static final String HIDDEN = "hidden";
    private static final String OWN = "dev.limpid.counter.";

    /** The last line that a class file can name. */
    private static final int LAST_LINE = 0xffff;

    /** The longest cycle of calls that is found, in methods. */
    private static final int LONGEST_CYCLE = 8;

    private final String prefix;
    private final int depth;

    /** The frames: class, {@code .method:+N}, and a text that is the same for all frames of one method. */
    private final ArrayList<String[]> frames = new ArrayList<>();

    /**
     * Whether the stack overflowed. Then only its cycle of calls matters, which is found once it was repeated twice.
     */
    private final boolean overflowed;

    private boolean circle;

    /** Where the stack begins: after the exception's class, if there is one. */
    private int top;

    private StackName(String prefix, int depth, boolean overflowed) {
        this.prefix = prefix;
        this.depth = depth;
        this.overflowed = overflowed;
    }

    /** The name of the stack that called into this library. */
    static String ofCaller(String prefix, int depth) {
        return StackWalker.getInstance().walk(new StackName(prefix, depth, false));
    }

    /** The name of a stack with these frames. */
    static String of(StackTraceElement[] frames, String prefix, int depth) {
        StackName stack = new StackName(prefix, depth, false);
        stack.addAll(frames);
        return stack.text();
    }

    /** The name of a crash: first the exception's class, as the frame of its constructor, then its stack. */
    static String of(Throwable thrown, StackTraceElement[] frames, String prefix, int depth) {
        StackName stack = new StackName(prefix, depth, thrown instanceof StackOverflowError);
        Class<?> type = thrown.getClass();
        stack.add(new StackTraceElement(null, type.getModule().getName(), null, type.getName(), "<init>", null, -1));
        stack.top = 1;
        stack.addAll(frames);
        return stack.text();
    }

    private void addAll(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length && frames.size() < depth && !circle; i++) {
            if (!isOfReflection(trace[i].getClassName())) {
                add(trace[i]);
            }
        }
    }

    /**
     * Whether a frame belongs to reflection. Such frames are left out, as a stack walk leaves them out: what the JDK
     * puts between a reflective call and its target differs.
     */
    private static boolean isOfReflection(String owner) {
        return owner.startsWith("jdk.internal.reflect.")
                || owner.equals("java.lang.reflect.Method")
                || owner.equals("java.lang.reflect.Constructor");
    }

    /** Reads at most as many frames as {@link StackKey} uses to distinguish stacks. */
    @Override
    public String apply(Stream<StackWalker.StackFrame> stack) {
        Iterator<StackWalker.StackFrame> each = stack.iterator();
        int seen = 0;
        while (each.hasNext() && seen < depth) {
            StackWalker.StackFrame frame = each.next();
            if (seen > 0 || !isOwn(frame.getClassName())) {
                add(frame.toStackTraceElement());
                seen++;
            }
        }
        return text();
    }

    private static boolean isOwn(String className) {
        return className.startsWith(OWN) && className.indexOf('.', OWN.length()) < 0 && !className.endsWith("Test");
    }

    /** Adds a frame, unless only one compiler generates it; a line below 1 is not known. */
    private void add(StackTraceElement frame) {
        String owner = frame.getClassName();
        String method = frame.getMethodName();
        boolean program = beginsWithAny(owner, Telemetry.classPrefixes());
        int line = frame.getLineNumber();
        String module = frame.getModuleName();
        // A frame that was set by hand can name a module without a name, which here means the program.
        module = program ? "" : "".equals(module) ? null : module;
        int firstLine = MethodLines.firstLine(module, owner, method, line);
        if (firstLine == MethodLines.MADE) {
            return;
        }
        if (firstLine == MethodLines.NO_METHOD) {
            if (frames.isEmpty() || !frames.get(frames.size() - 1)[1].equals(HIDDEN)) {
                frames.add(new String[] {"", HIDDEN, HIDDEN});
            }
            return;
        }
        if (MethodLines.isBody(method)) {
            Map.Entry<String, int[]> source = MethodLines.enclosing(module, owner, method, line);
            if (source != null) {
                method = source.getKey();
                firstLine = source.getValue()[0];
            } else if (line > 0) {
                // It is not in the source: one compiler generates a body for a reference to a constructor.
                return;
            }
        }
        String symbol = "." + visible(method);
        frames.add(new String[] {visible(owner), symbol + place(line, firstLine), owner + symbol + firstLine});
        fold();
    }

    /**
     * Removes a cycle of calls that repeats the one before it; lines are not compared, since a method that walks a tree
     * calls itself from several lines.
     */
    private void fold() {
        int before = overflowed ? 2 : 1;
        for (int length = 1; length <= LONGEST_CYCLE; length++) {
            int first = frames.size() - (before + 1) * length;
            int same = first < top ? -1 : 0;
            while (same >= 0
                    && same < before * length
                    && frames.get(first + same)[2].equals(frames.get(first + same + length)[2])) {
                same++;
            }
            if (same == before * length) {
                frames.subList(first + length, frames.size()).clear();
                if (overflowed) {
                    turn(first);
                }
                return;
            }
        }
    }

    /**
     * Keeps only the cycle of a stack that overflowed, starting with the frame whose name sorts first: where in the
     * cycle, or in what it calls, the stack overflowed is chance, and the frames that entered it are cut off.
     */
    private void turn(int first) {
        frames.subList(top, first).clear();
        List<String[]> turning = frames.subList(top, frames.size());
        int begin = 0;
        for (int i = 1; i < turning.size(); i++) {
            if (turning.get(i)[2].compareTo(turning.get(begin)[2]) < 0) {
                begin = i;
            }
        }
        Collections.rotate(turning, -begin);
        circle = true;
    }

    /** The whole name: as many frames as are allowed and fit. */
    private String text() {
        StringBuilder name = new StringBuilder(prefix);
        int bytes = Journal.utf8(prefix).length;
        String last = "\n";
        for (int i = 0; i < frames.size() && i < depth; i++) {
            String[] frame = frames.get(i);
            String text = (frame[0].equals(last) ? "\"" : frame[0]) + frame[1];
            bytes += 1 + Journal.utf8(text).length;
            if (bytes > CountFormat.MAX_NAME) {
                break;
            }
            name.append('\n').append(text);
            last = frame[0].isEmpty() ? last : frame[0];
        }
        return name.toString();
    }

    /** Code that a compiler inlined may come from lines before the method's first. */
    private static String place(int line, int firstLine) {
        if (line < 1 || line > LAST_LINE) {
            return ":=0";
        }
        if (firstLine < 1) {
            return ":=" + line;
        }
        return line < firstLine ? ":-" + (firstLine - line) : ":+" + (line - firstLine);
    }

    /** A name in a class file can contain almost any character; those that would break the frame are replaced. */
    private static String visible(String name) {
        String visible = name;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || "\":;\\{}`\u007f".indexOf(c) >= 0) {
                visible = visible.replace(c, '_');
            }
        }
        return visible;
    }

    private static boolean beginsWithAny(String className, String[] prefixes) {
        for (String entry : prefixes) {
            // A program's name means all classes that begin like it: org.example/tool means org.example.
            if (className.startsWith(Telemetry.prefix(entry))) {
                return true;
            }
        }
        return false;
    }
}
