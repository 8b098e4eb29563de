package dev.limpid.crashes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of the JVM's log of a fatal error ({@code hs_err_pid<pid>.log}) that may be counted: the kind of error, and
 * the frames of Java methods. The file also contains the command line, variables, paths, registers and memory. Only
 * lines of exactly these forms are used:
 * <pre>
 *   #  SIGSEGV (0xb) at pc=0x00007f12, pid=123, tid=124
 *   #  Internal Error (sharedRuntime.cpp:553), pid=123, tid=124
 *   j  org.example.Tool.run(Ljava/lang/String;I)V+12 java.base@17.0.15
 *   J 2034% c2 org.example.Tool.run()V (33 bytes) @ 0x00007f12 [0x00007f11+0x0000000000000054]
 * </pre>
 *
 * @param kind the signal or exception of the operating system, {@code internal}, {@code memory} or {@code other}
 * @param frames from the innermost outwards, without line numbers; a single frame without a class if there are none
 */
record FatalErrorLog(String kind, List<StackTraceElement> frames) {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_FRAMES = 1024;

    private static final Set<String> KINDS = Set.of(
            "SIGSEGV",
            "SIGBUS",
            "SIGFPE",
            "SIGILL",
            "SIGTRAP",
            "SIGABRT",
            "EXCEPTION_ACCESS_VIOLATION",
            "EXCEPTION_IN_PAGE_ERROR",
            "EXCEPTION_ILLEGAL_INSTRUCTION",
            "EXCEPTION_PRIV_INSTRUCTION",
            "EXCEPTION_STACK_OVERFLOW",
            "EXCEPTION_INT_DIVIDE_BY_ZERO",
            "EXCEPTION_UNCAUGHT_CXX_EXCEPTION");

    private static final Pattern SIGNAL = Pattern.compile(
            "#  ([A-Z][A-Z_]{2,60}) \\(0x[0-9a-f]{1,16}\\) at pc=0x[0-9a-f]{1,16}(?: \\(sent by kill\\))?, pid=(\\d{1,18}), tid=.*");
    private static final Pattern INTERNAL =
            Pattern.compile("#  (Internal Error|Out of Memory Error) \\(.*\\), pid=(\\d{1,18}), tid=.*");

    private static final String NAME = "([^\\s()\\[\\]:;\"]{1,1000})";
    private static final String SIGNATURE = "\\([^\\s()]*\\)[^\\s()+]+";
    private static final String MODULE = "(?: ([a-zA-Z0-9._]{1,200})(?:@\\S{1,100})?)?";
    private static final Pattern INTERPRETED =
            Pattern.compile("j  " + NAME + SIGNATURE + "\\+\\d{1,5}" + MODULE + "\\s*");
    private static final Pattern COMPILED = Pattern.compile("J \\d{1,9}%? {1,2}(?:(?:c1|c2|jvmci)[a-z0-9 ]{0,30}? )?"
            + NAME + SIGNATURE + MODULE + " \\(\\d{1,9} bytes\\) @ .*");

    FatalErrorLog {
        frames = List.copyOf(frames);
    }

    /** Parses a log of the process with this number; null if it is not one. */
    static @Nullable FatalErrorLog parse(String text, long pid) {
        List<String> lines = text.lines().limit(2000).toList();
        String kind = null;
        for (int i = 0; i < Math.min(12, lines.size()) && kind == null; i++) {
            kind = kind(lines.get(i), pid);
        }
        if (kind == null || !lines.get(0).equals("#")) {
            return null;
        }
        // The log has the list of Java frames if the list of all frames could not be completed.
        List<StackTraceElement> frames = section(lines, "Java frames:");
        if (frames.isEmpty()) {
            frames = section(lines, "Native frames:");
        }
        return new FatalErrorLog(kind, frames.isEmpty() ? List.of(new StackTraceElement("", "", null, -1)) : frames);
    }

    private static @Nullable String kind(String line, long pid) {
        if (line.length() > LONGEST_LINE) {
            return null;
        }
        Matcher signal = SIGNAL.matcher(line);
        if (signal.matches() && Long.parseLong(signal.group(2)) == pid) {
            return KINDS.contains(signal.group(1)) ? signal.group(1) : "other";
        }
        Matcher internal = INTERNAL.matcher(line);
        if (internal.matches() && Long.parseLong(internal.group(2)) == pid) {
            return internal.group(1).equals("Internal Error") ? "internal" : "memory";
        }
        return null;
    }

    private static List<StackTraceElement> section(List<String> lines, String title) {
        List<StackTraceElement> frames = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (inside && (line.isBlank() || frames.size() == MOST_FRAMES)) {
                return frames;
            }
            StackTraceElement frame = inside ? frame(line) : null;
            if (frame != null) {
                frames.add(frame);
            }
            inside |= line.startsWith(title);
        }
        return frames;
    }

    private static @Nullable StackTraceElement frame(String line) {
        if (line.length() > LONGEST_LINE) {
            return null;
        }
        Matcher matcher = line.startsWith("j") ? INTERPRETED.matcher(line) : COMPILED.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        String symbol = matcher.group(1);
        int dot = symbol.lastIndexOf('.');
        // Frames that the JVM generates at run time are not in the stack of an exception either.
        if (dot < 1 || symbol.contains("$$Lambda") || symbol.startsWith("java.lang.invoke.LambdaForm")) {
            return null;
        }
        return new StackTraceElement(
                null, matcher.group(2), null, symbol.substring(0, dot), symbol.substring(dot + 1), null, -1);
    }
}
