package dev.limpid.charts.stacks;

import dev.limpid.protocol.report.StackNameSyntax;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The common part of stacks that are attributed to one cause: the program's own frames from the deepest one outwards,
 * without lines. Frames of the JDK and hidden frames are skipped, wherever they are: they change with the Java version
 * and with what a user added. At the deep end, the class of the thrown exception and methods that {@linkplain
 * CanonicalSymbol#looksLikeThrowing only raise} are skipped too: in many programs every error passes through the same few. Names
 * are {@linkplain CanonicalSymbol canonical}. If a method occurs several times, only the deepest counts, so the depth
 * of a recursion does not matter. {@value #FRAMES} frames decide; frames further out show who called, not what failed.
 * Stacks without a frame of the program are grouped by the frames that they show.
 *
 * @param frames the symbols, innermost first; only {@code hidden} if nothing is shown
 */
public record GroupKey(List<String> frames) implements Comparable<GroupKey> {

    /** The most frames that decide. The figures behind this number are in docs/decisions/0411-grouping-stacks.md. */
    public static final int FRAMES = 2;

    private static final String NO_LINE = ":=0";

    public GroupKey {
        frames = List.copyOf(frames);
    }

    /** The group of a stack. */
    public static GroupKey of(List<String> frames) {
        return of(frames, FRAMES);
    }

    /** The group of a stack if this many frames decide, to measure how many should. */
    public static GroupKey of(List<String> frames, int most) {
        List<String> own = deciding(frames, false, most);
        List<String> shown = own.isEmpty() ? deciding(frames, true, most) : own;
        return new GroupKey(shown.isEmpty() ? List.of(StackNameSyntax.HIDDEN) : shown);
    }

    /** Reads no further than necessary: pages call this for every stack they show. */
    private static List<String> deciding(List<String> frames, boolean withJdk, int most) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            String frame = frames.get(i);
            if (!frame.equals(StackNameSyntax.HIDDEN) && (withJdk || !StackNameSyntax.isJdkFrame(frame))) {
                String symbol = CanonicalSymbol.ofFrame(frame);
                if (!CanonicalSymbol.isAccessor(symbol)
                        && seen.add(symbol)
                        && !(found.isEmpty()
                                && (CanonicalSymbol.looksLikeThrowing(symbol) || (i == 0 && isOfThrown(frames))))) {
                    found.add(symbol);
                    if (found.size() == most) {
                        break;
                    }
                }
            }
        }
        // If all methods only raise, they are better than nothing.
        return found.isEmpty() ? seen.stream().limit(most).toList() : found;
    }

    /**
     * Whether the first frame is the constructor, without a line, of the class that was thrown. If no frame has a line,
     * as in a fatal error of the JVM, it is an ordinary frame.
     */
    private static boolean isOfThrown(List<String> frames) {
        return frames.get(0).endsWith(".<init>" + NO_LINE)
                && frames.stream().anyMatch(frame -> !frame.equals(StackNameSyntax.HIDDEN) && !frame.endsWith(NO_LINE));
    }

    /** The deepest frame of the program, which names the group. */
    public String top() {
        return frames.get(0);
    }

    /** The frames in one line, separated by spaces. Different keys have different texts. */
    @Override
    public String toString() {
        return String.join(" ", frames);
    }

    @Override
    public int compareTo(GroupKey other) {
        return toString().compareTo(other.toString());
    }
}
