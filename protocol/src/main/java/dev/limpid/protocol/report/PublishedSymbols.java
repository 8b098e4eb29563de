package dev.limpid.protocol.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The methods of a released program, as its build lists them and its maintainers publish them with it:
 *
 * <pre>
 *   line   = symbol [ " " path ":" lines *( "," lines ) ]
 *   symbol = class "." method, as frames have it
 *   path   = of the source file, below the top of the repository, or below a folder of sources
 *   lines  = first "-" last ; of one method: overloaded ones have a range each
 * </pre>
 *
 * <p>Immutable.
 */
public final class PublishedSymbols {

    private final Map<String, Source> sources = new HashMap<>();

    private record Source(String path, List<Range> lines) {}

    private record Range(int first, int last) {}

    /**
     * A place in the source.
     *
     * @param path of the source file
     * @param line from 1; 0 if unknown
     */
    public record Place(String path, int line) {}

    private PublishedSymbols() {}

    /**
     * Reads a list. A source location that cannot be read is ignored, since it is only a link to the source.
     *
     * @param lines of the file
     */
    public static PublishedSymbols of(List<String> lines) {
        PublishedSymbols symbols = new PublishedSymbols();
        for (String line : lines) {
            int space = line.indexOf(' ');
            int colon = line.lastIndexOf(':');
            boolean hasSource = space > 0 && colon > space + 1;
            symbols.sources.put(
                    symbol(line),
                    hasSource
                            ? new Source(line.substring(space + 1, colon), ranges(line.substring(colon + 1)))
                            : new Source("", List.of()));
        }
        return symbols;
    }

    /** The symbol of a line. */
    public static String symbol(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    private static List<Range> ranges(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            if (one.matches("[0-9]{1,9}-[0-9]{1,9}")) {
                int dash = one.indexOf('-');
                ranges.add(
                        new Range(Integer.parseInt(one.substring(0, dash)), Integer.parseInt(one.substring(dash + 1))));
            }
        }
        ranges.sort(Comparator.comparingInt(Range::first));
        return List.copyOf(ranges);
    }

    /** All symbols. */
    public Set<String> symbols() {
        return Set.copyOf(sources.keySet());
    }

    /**
     * Where a frame is in the source: one place; several if it fits several overloaded methods; none if the list does
     * not say.
     */
    public List<Place> places(String frame) {
        Source source = sources.get(StackNameSyntax.symbol(frame));
        int at = frame.lastIndexOf(':');
        if (source == null
                || source.path().isEmpty()
                || at < 0
                || !frame.substring(at + 1).matches("[+=-][0-9]{1,5}")) {
            return List.of();
        }
        int number = Integer.parseInt(frame.substring(at + 2));
        if (frame.charAt(at + 1) == '=') {
            return List.of(new Place(source.path(), number));
        }
        int lines = frame.charAt(at + 1) == '-' ? -number : number;
        List<Place> places = source.lines().stream()
                // A line before the first belongs to code that a compiler took from elsewhere in the file.
                .filter(range -> range.first() + lines <= range.last() && range.first() + lines > 0)
                .map(range -> new Place(source.path(), range.first() + lines))
                .toList();
        if (places.isEmpty()
                && source.lines().size() == 1
                && source.lines().get(0).first() + lines > 0) {
            // The body of a lambda is named after its method, and can follow the last line that the method has itself.
            return List.of(new Place(source.path(), source.lines().get(0).first() + lines));
        }
        return places.isEmpty() ? List.of(new Place(source.path(), 0)) : places;
    }
}
