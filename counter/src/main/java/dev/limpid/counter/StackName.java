package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import java.nio.charset.StandardCharsets;

/** Builds the name under which a stack is counted: {@code prefix\nframe\nframe…}. Not thread-safe. */
final class StackName {
    private final StringBuilder name;
    private final int depth;
    private String owner = "";
    private int frames;
    private int bytes;
    private boolean full;
    private boolean inHidden;

    StackName(String prefix, int depth) {
        this.name = new StringBuilder(prefix);
        this.depth = depth;
        this.bytes = prefix.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Adds a frame, unless the stack is as deep or long as may be.
     *
     * @param line the source line, or a number below 1 if it is not known
     * @param firstLine the method's first line, or a number below 1 if it is not known
     */
    void add(String className, String method, int line, int firstLine) {
        String shown = Frames.canonical(className);
        if (!Frames.mayShow(shown)) {
            if (!inHidden) {
                append(Frames.HIDDEN);
                inHidden = true;
            }
            return;
        }
        inHidden = false;
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

    boolean isFull() {
        return full;
    }

    private void append(String frame) {
        int size = 1 + frame.getBytes(StandardCharsets.UTF_8).length;
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

    @Override
    public String toString() {
        return name.toString();
    }
}
