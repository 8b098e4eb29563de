package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.Journal;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Builds the name under which a stack is counted: {@code prefix\nframe\nframe…}. A frame is {@code class.method:+N}, with
 * {@code "} for a class that repeats, and {@code hidden} for each run of frames that are neither the program's nor the
 * JDK's. What a frame says of itself is not believed, since anybody can set the frames of an exception: it is shown if
 * the program's class loader, or the module of the JDK that it names, has such a class with such a method. Not
 * thread-safe.
 */
final class StackName implements Function<Stream<StackWalker.StackFrame>, String> {
    private static final String HIDDEN = "hidden";
    private static final String OWN = "dev.limpid.counter.";

    /** The last line that a class file can name. */
    private static final int LAST_LINE = 0xffff;

    private final StringBuilder name;
    private final int depth;
    private String lastOwner = "";
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
            stack.add(frames[i]);
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
                add(frame.toStackTraceElement());
            }
        }
        return name.toString();
    }

    private static boolean isOwn(String className) {
        return className.startsWith(OWN) && className.indexOf('.', OWN.length()) < 0 && !className.endsWith("Test");
    }

    /** Adds a frame, unless the stack is as deep or long as may be; a line below 1 is not known. */
    private void add(StackTraceElement frame) {
        String owner = frame.getClassName();
        boolean program = beginsWithAny(owner, Telemetry.frames());
        int line = frame.getLineNumber();
        String module = frame.getModuleName();
        // A frame that was set by hand can name a module without a name, which here means the program.
        module = program ? "" : "".equals(module) ? null : module;
        int firstLine = MethodLines.firstLine(module, owner, frame.getMethodName(), line);
        if (firstLine == MethodLines.NO_METHOD) {
            if (!inHidden) {
                append(HIDDEN);
                inHidden = true;
            }
            return;
        }
        inHidden = false;
        String symbol = (owner.equals(lastOwner) ? "\"" : visible(owner)) + "." + visible(frame.getMethodName());
        append(symbol + place(line, firstLine));
        lastOwner = owner;
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

    /** A name in a class file may hold almost anything; what would break the frame is replaced. */
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
            // A program's name stands for what begins like it: org.example/tool for org.example.
            if (className.startsWith(Telemetry.beginning(entry))) {
                return true;
            }
        }
        return false;
    }
}
