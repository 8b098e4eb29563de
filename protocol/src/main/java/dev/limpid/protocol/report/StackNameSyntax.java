package dev.limpid.protocol.report;

import dev.limpid.protocol.text.VisibleCharacters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack's name: the counter's name, then one frame per line.
 *
 * <pre>
 *   name    = prefix LF frame *( LF frame )
 *   frame   = symbol ":" line [ "," offset ]  /  "hidden"
 *   symbol  = visible characters with a dot inside: class.method, or Go's package.function
 *   line    = "+" number / "-" positive / "=" number   ; lines after the method's first, or the absolute line
 *   offset  = ( "+0x" / "-0x" ) hexadecimal            ; Go only: bytes after the function's entry
 * </pre>
 *
 * <p>A number has one spelling: up to nine digits, or sixteen small hexadecimal ones, without leading zeros. Without an
 * offset it is at most 65,535, as in a class file. So one stack cannot be written in many ways. A stack has offsets in
 * all of its frames or in none.
 *
 * <p>Go's writer ends a name that was too long with an incomplete frame and the line {@code truncated}.
 */
public final class StackNameSyntax {

    /** Replaces a run of frames whose classes may not be shown. */
    public static final String HIDDEN = "hidden";

    private static final String TRUNCATED = "truncated";

    /** The largest line number in a class file. */
    private static final int MOST_LINE = 65_535;

    /** In the JDK, the longest class name without its package has 91 characters, and the longest method name 61. */
    private static final int JDK_CLASS = 100;

    private static final int JDK_METHOD = 70;

    private StackNameSyntax() {}

    /** The counter's name: everything before the first frame. */
    public static String prefix(String name) {
        int end = name.indexOf('\n');
        return end < 0 ? name : name.substring(0, end);
    }

    /** How many frames follow the counter's name. */
    public static int depth(String name) {
        int depth = 0;
        for (int i = name.indexOf('\n'); i >= 0; i = name.indexOf('\n', i + 1)) {
            depth++;
        }
        return depth;
    }

    /** The frames, outermost call last. */
    public static List<String> frames(String name) {
        int end = name.indexOf('\n');
        return end < 0 ? List.of() : List.of(name.substring(end + 1).split("\n", -1));
    }

    /** The name without Go's mark for truncated names, and without the incomplete frame before the mark. */
    public static String withoutTruncation(String name) {
        String whole = name;
        for (int end = truncatedEnd(whole); end < whole.length(); end = truncatedEnd(whole)) {
            whole = whole.substring(0, Math.max(end, prefix(whole).length()));
        }
        return whole;
    }

    /**
     * The name reduced to what may be shown: at most {@code depth} frames, with frames outside of {@code prefixes}
     * hidden. A run of hidden frames counts as one.
     *
     * @param depth the most frames to keep, 0 for all
     * @param prefixes the allowed prefixes of a frame's symbol, in addition to classes of the JDK; empty for any
     * @return the same string if all of it may be shown, or null if it is not a stack's name
     */
    public static @Nullable String restrictTo(String name, int depth, List<String> prefixes) {
        int prefixEnd = name.indexOf('\n');
        if (prefixEnd <= 0) {
            return null;
        }
        int end = truncatedEnd(name);
        StringBuilder changed = null;
        int kept = 0;
        boolean inHidden = false;
        boolean some = false;
        boolean without = false;
        int from = prefixEnd + 1;
        while (from <= end) {
            int lineEnd = name.indexOf('\n', from);
            int to = lineEnd < 0 || lineEnd > end ? end : lineEnd;
            if (!isFrame(name, from, to)) {
                return null;
            }
            if (!isHidden(name, from, to)) {
                some |= isWithOffset(name, from, to);
                without |= !isWithOffset(name, from, to);
                if (some && without) {
                    return null;
                }
            }
            boolean shown = !isHidden(name, from, to) && isWithin(name, from, to, prefixes);
            boolean again = !shown && inHidden;
            if (depth > 0 && kept == depth && !again) {
                end = from - 1;
                break;
            }
            if (changed == null && (again || (!shown && !isHidden(name, from, to)))) {
                changed = new StringBuilder(name.length()).append(name, 0, from - 1);
            }
            if (changed != null && !again) {
                changed.append('\n').append(shown ? name.substring(from, to) : HIDDEN);
            }
            inHidden = !shown;
            kept += again ? 0 : 1;
            from = to + 1;
        }
        if (kept == 0) {
            return null;
        }
        if (changed != null) {
            return changed.toString();
        }
        return end == name.length() ? name : name.substring(0, end);
    }

    /** Where the complete frames end: before Go's mark and the incomplete frame in front of it. */
    private static int truncatedEnd(String name) {
        int end = name.endsWith("\n") ? name.length() - 1 : name.length();
        int mark = end - TRUNCATED.length();
        if (mark < 1 || !name.startsWith(TRUNCATED, mark) || name.charAt(mark - 1) != '\n') {
            return name.length();
        }
        return Math.max(name.lastIndexOf('\n', mark - 2), 0);
    }

    private static boolean isWithin(String name, int from, int to, List<String> prefixes) {
        if (prefixes.isEmpty()) {
            return true;
        }
        for (String prefix : prefixes) {
            if (name.startsWith(prefix, from)) {
                return true;
            }
        }
        return isJdkFrame(name, from, to);
    }

    /** Whether all frames have an offset from the function's entry, as only Go's frames do. */
    public static boolean hasOffsets(String name) {
        return name.indexOf(',') >= 0
                && frames(name).stream()
                        .allMatch(frame -> frame.equals(HIDDEN) || isWithOffset(frame, 0, frame.length()));
    }

    private static boolean isWithOffset(String name, int from, int to) {
        return name.lastIndexOf(',', to - 1) > name.lastIndexOf(':', to - 1) && name.lastIndexOf(':', to - 1) > from;
    }

    /**
     * Whether a frame is in a package of the JDK, and its class and method have names like the JDK's: plain
     * identifiers, no longer than the JDK's.
     */
    public static boolean isJdkFrame(String frame) {
        return isJdkFrame(frame, 0, frame.length());
    }

    /** Method names, and class names without their package, contain no dot. */
    private static boolean isJdkFrame(String name, int from, int to) {
        int place = name.lastIndexOf(':', to - 1);
        int method = name.lastIndexOf('.', place);
        int type = name.lastIndexOf('.', method - 1);
        return from < type
                && JdkPackages.contains(name.substring(from, type))
                && isIdentifier(name, type + 1, method, JDK_CLASS)
                && (isIdentifier(name, method + 1, place, JDK_METHOD) || isInitializer(name, method + 1, place))
                && !isWithOffset(name, from, to);
    }

    private static boolean isIdentifier(String name, int from, int to, int longest) {
        if (to <= from || to - from > longest || (name.charAt(from) >= '0' && name.charAt(from) <= '9')) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
            if (!isLetter && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInitializer(String name, int from, int to) {
        String method = name.substring(from, to);
        return method.equals("<init>") || method.equals("<clinit>");
    }

    /** The symbol of a frame: the part before its line. A hidden frame is its own symbol. */
    public static String symbol(String frame) {
        int place = frame.lastIndexOf(':');
        return place < 0 ? frame : frame.substring(0, place);
    }

    /**
     * The symbol of a method as class files name it. Characters that would break a frame are replaced, as {@code
     * counter} does.
     */
    public static String symbol(String className, String method) {
        return (className + "." + method).replaceAll("[\\x00-\\x20\":;\\\\{}`\\x7f]", "_");
    }

    private static boolean isHidden(String name, int from, int to) {
        return to - from == HIDDEN.length() && name.startsWith(HIDDEN, from);
    }

    private static boolean isFrame(String name, int from, int to) {
        if (isHidden(name, from, to)) {
            return true;
        }
        int colon = name.lastIndexOf(':', to - 1);
        return colon > from && isSymbol(name, from, colon) && isPlace(name, colon + 1, to);
    }

    private static boolean isSymbol(String name, int from, int to) {
        boolean dotted = false;
        for (int i = from; i < to; ) {
            int c = name.codePointAt(i);
            if (c == '.') {
                dotted |= i > from && i < to - 1;
            } else if (c < 0x80 ? !isPlain((char) c) : !isLetter(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return dotted;
    }

    /** Everything that compilers put into names, except white space, double quotes and colons. */
    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_$/-*()[]<>%~+@#!&|=?^,'".indexOf(c) >= 0;
    }

    private static boolean isLetter(int c) {
        return (Character.isJavaIdentifierPart(c) && VisibleCharacters.isAllowedInName(c)) || c == '·' || c == '…';
    }

    private static boolean isPlace(String name, int from, int to) {
        if (from >= to || "+-=".indexOf(name.charAt(from)) < 0) {
            return false;
        }
        int i = from + 1;
        while (i < to && name.charAt(i) >= '0' && name.charAt(i) <= '9') {
            i++;
        }
        int digits = i - from - 1;
        if (digits < 1 || digits > 9 || (name.charAt(from + 1) == '0' && (digits > 1 || name.charAt(from) == '-'))) {
            return false;
        }
        return i < to ? isOffset(name, i, to) : Integer.parseInt(name, from + 1, i, 10) <= MOST_LINE;
    }

    private static boolean isOffset(String name, int from, int to) {
        if (!name.startsWith(",+0x", from) && !name.startsWith(",-0x", from)) {
            return false;
        }
        int first = from + 4;
        for (int i = first; i < to; i++) {
            char c = name.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return to > first && to - first <= 16 && (name.charAt(first) != '0' || to == first + 1);
    }
}
