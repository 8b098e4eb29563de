package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.Journal;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Builds the name under which a stack is counted: {@code prefix\nframe\nframe…}. A frame is {@code class.method:+N}, with
 * {@code "} for a class that repeats, and {@code hidden} for each run of frames that are neither the program's nor the
 * JDK's. Not thread-safe.
 */
final class StackName implements Function<Stream<StackWalker.StackFrame>, String> {
    private static final String HIDDEN = "hidden";
    private static final String OWN = "dev.limpid.counter.";
    private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

    /** Names that the JVM or a library makes up at run time: what follows the word differs from run to run. */
    private static final String[] MADE_UP = {
        "$$Lambda",
        "$Proxy",
        "GeneratedMethodAccessor",
        "GeneratedConstructorAccessor",
        "GeneratedSerializationConstructorAccessor",
        "$$EnhancerBy",
        "$$FastClassBy",
        "$ByteBuddy",
        "$MockitoMock"
    };

    private final StringBuilder name;
    private final int depth;
    private String owner = "";
    private int frames;
    private int bytes;
    private boolean full;
    private boolean inHidden;

    private StackName(String prefix, int depth) {
        this.name = new StringBuilder(prefix);
        this.depth = depth;
        this.bytes = Journal.utf8(prefix).length;
    }

    /** The name of the stack of whoever called into this library. */
    static String ofCaller(String prefix, int depth) {
        return StackWalker.getInstance().walk(new StackName(prefix, depth));
    }

    /** The name of the stack on which this was thrown. */
    static String of(Throwable thrown, String prefix, int depth) {
        StackName stack = new StackName(prefix, depth);
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < frames.length && !stack.full; i++) {
            stack.add(frames[i].getClassName(), frames[i].getMethodName(), frames[i].getLineNumber());
        }
        return stack.name.toString();
    }

    @Override
    public String apply(Stream<StackWalker.StackFrame> stack) {
        Iterator<StackWalker.StackFrame> each = stack.iterator();
        boolean outside = false;
        while (each.hasNext() && !full) {
            StackWalker.StackFrame frame = each.next();
            outside |= !isOwn(frame.getClassName());
            if (outside) {
                add(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
            }
        }
        return name.toString();
    }

    private static boolean isOwn(String className) {
        return className.startsWith(OWN) && className.indexOf('.', OWN.length()) < 0 && !className.endsWith("Test");
    }

    /** Adds a frame, unless the stack is as deep or long as may be; a line below 1 is not known. */
    private void add(String className, String method, int line) {
        String shown = canonical(className);
        if (!beginsWithAny(shown, Telemetry.frames()) && !beginsWithAny(shown, JDK)) {
            if (!inHidden) {
                append(HIDDEN);
                inHidden = true;
            }
            return;
        }
        inHidden = false;
        int firstLine = MethodLines.firstLine(className, method, line);
        append((shown.equals(owner) ? "\"" : shown) + "." + visible(method) + place(line, firstLine));
        owner = shown;
    }

    /** Code that a compiler inlined may come from lines before the method's first. */
    private static String place(int line, int firstLine) {
        if (line < 1) {
            return ":=0";
        }
        if (firstLine < 1) {
            return ":=" + line;
        }
        return line < firstLine ? ":-" + (firstLine - line) : ":+" + (line - firstLine);
    }

    private void append(String frame) {
        int size = 1 + Journal.utf8(frame).length;
        if (frames == depth || bytes + size > CountFormat.MAX_NAME) {
            full = true;
        }
        if (!full) {
            name.append('\n').append(frame);
            bytes += size;
            frames++;
        }
    }

    /** A method's name may hold almost anything; what would break the lines is replaced. */
    private static String visible(String method) {
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) <= ' ') {
                return method.substring(0, i) + "_" + visible(method.substring(i + 1));
            }
        }
        return method;
    }

    /** The class name without what differs from run to run: an address after a slash, numbers, hashes. */
    private static String canonical(String className) {
        int slash = className.indexOf('/');
        String name = slash < 0 ? className : className.substring(0, slash);
        for (String word : MADE_UP) {
            int at = name.indexOf(word);
            if (at >= 0) {
                return name.substring(0, at + word.length());
            }
        }
        return name;
    }

    private static boolean beginsWithAny(String className, String[] prefixes) {
        for (String entry : prefixes) {
            // A program's name stands for what begins like it: org.example/tool for org.example.
            int slash = entry.indexOf('/');
            String prefix = slash < 0 ? entry : entry.substring(0, slash) + ".";
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
