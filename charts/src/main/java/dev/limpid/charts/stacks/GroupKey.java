package dev.limpid.charts.stacks;

import dev.limpid.protocol.report.StackName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stacks have in common that are taken for one cause: the program's own frames from the deepest one on, without
 * lines. Frames of the JDK and hidden ones are passed over, wherever they are: they change with the Java version and with
 * what a user added. So are, at the deep end, the class of what was thrown and methods that {@linkplain
 * CanonicalSymbol#raises do nothing but raise}: in many programs every error goes through the same few. Names are {@linkplain CanonicalSymbol canonical}. Of a method that
 * is there several times the deepest counts, so it does not matter how deep a recursion went. {@value #FRAMES} frames
 * decide; those further out say who asked, not what failed. Stacks without a frame of the program are grouped by those
 * that they show.
 *
 * @param frames symbols, the innermost first; {@code hidden} alone if nothing is shown
 */
public record GroupKey(List<String> frames) implements Comparable<GroupKey> {

    /** How many frames decide at most. The figures behind this number are in docs/decisions/0411-grouping-stacks.md. */
    public static final int FRAMES = 2;

    private static final String NO_LINE = ":=0";

    public GroupKey {
        frames = List.copyOf(frames);
    }

    /** The group of a stack. */
    public static GroupKey of(List<String> frames) {
        return of(frames, FRAMES);
    }

    /** The group of a stack if so many frames decide. For those who measure how many should. */
    public static GroupKey of(List<String> frames, int most) {
        List<String> own = deciding(frames, false, most);
        List<String> shown = own.isEmpty() ? deciding(frames, true, most) : own;
        return new GroupKey(shown.isEmpty() ? List.of(StackName.HIDDEN) : shown);
    }

    /** Reads no further than it must: pages ask this of every stack they show. */
    private static List<String> deciding(List<String> frames, boolean withJdk, int most) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            String frame = frames.get(i);
            if (!frame.equals(StackName.HIDDEN) && (withJdk || !StackName.isOfJdk(frame))) {
                String symbol = CanonicalSymbol.ofFrame(frame);
                if (!CanonicalSymbol.isAccessor(symbol)
                        && seen.add(symbol)
                        && !(found.isEmpty() && (CanonicalSymbol.raises(symbol) || (i == 0 && isOfThrown(frames))))) {
                    found.add(symbol);
                    if (found.size() == most) {
                        break;
                    }
                }
            }
        }
        // Where all do nothing but raise, they are better than nothing.
        return found.isEmpty() ? seen.stream().limit(most).toList() : found;
    }

    /**
     * Whether the first frame is the class of what was thrown, as its constructor without a line. Where no frame has one, as in a
     * fatal error of the JVM, it is a frame like others.
     */
    private static boolean isOfThrown(List<String> frames) {
        return frames.get(0).endsWith(".<init>" + NO_LINE)
                && frames.stream().anyMatch(frame -> !frame.equals(StackName.HIDDEN) && !frame.endsWith(NO_LINE));
    }

    /** The deepest frame of the program, which names the group. */
    public String top() {
        return frames.get(0);
    }

    /** One line: the frames with spaces between. The same for equal keys alone. */
    @Override
    public String toString() {
        return String.join(" ", frames);
    }

    @Override
    public int compareTo(GroupKey other) {
        return toString().compareTo(other.toString());
    }
}
