package dev.limpid.charts.stacks;

import dev.limpid.protocol.report.StackNameSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names and lines that an obfuscator gave to the methods of one release, read from the file that ProGuard and R8
 * write ({@code mapping.txt}):
 *
 * <pre>
 *   org.example.Parser -&gt; a.b:
 *       int depth -&gt; c
 *       1:3:void next(int):12:14 -&gt; a
 *       4:4:void org.example.Text.skip():7:7 -&gt; a
 *       4:4:void next(int):15 -&gt; a
 *       void close() -&gt; b
 * </pre>
 *
 * Line numbers before a method are those of the class file, line numbers after it those of the source. If consecutive
 * entries have the same class file lines, each was inlined into the next. Lines of another form are ignored. See
 * https://www.guardsquare.com/manual/tools/retrace. Immutable.
 */
public final class ObfuscationMapping {

    private static final Pattern CLASS = Pattern.compile("(\\S+) -> (\\S+):");
    private static final Pattern METHOD = Pattern.compile(
            "\\s+(?:(\\d{1,9}):(\\d{1,9}):)?\\S+ ([^\\s(]+)(\\([^)]*\\))(?::(\\d{1,9}))?(?::(\\d{1,9}))? -> (\\S+)");
    private static final int NO_LINE = 0;

    private final Map<String, Names> classes = new HashMap<>();

    /** A class of the source, with its methods by their names in the class file. */
    private record Names(String name, Map<String, List<Line>> methods) {}

    /** One line of the file about a method. */
    private record Line(int from, int to, String symbol, String arguments, int first, int last) {
        boolean isInlinedIn(Line next) {
            return from > NO_LINE && from == next.from && to == next.to;
        }

        String frame(int at) {
            int line = first == NO_LINE ? at : last - first == to - from ? first + at - from : first;
            return symbol + ":=" + line;
        }
    }

    /** A range of a method's lines: the methods inlined there, innermost first, and last the method itself. */
    private record Part(List<Line> lines) {
        Line method() {
            return lines.get(lines.size() - 1);
        }

        boolean has(int at) {
            return method().from <= at && at <= method().to;
        }
    }

    private ObfuscationMapping() {}

    /**
     * Reads a mapping.
     *
     * @throws IllegalArgumentException if it names no class, for example because a site sent an error page instead
     */
    public static ObfuscationMapping parse(String text) {
        ObfuscationMapping mapping = new ObfuscationMapping();
        Names of = new Names("", new HashMap<>());
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher type = CLASS.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (type.matches()) {
                of = new Names(type.group(1), new HashMap<>());
                mapping.classes.put(type.group(2), of);
            } else if (method.matches()) {
                of.methods
                        .computeIfAbsent(method.group(7), any -> new ArrayList<>())
                        .add(line(of.name, method));
            }
        }
        if (mapping.classes.isEmpty()) {
            throw new IllegalArgumentException("found no class, expected a line such as 'org.example.Parser -> a.b:'");
        }
        return mapping;
    }

    private static Line line(String owner, Matcher method) {
        String name = method.group(3);
        int first = number(method.group(5));
        return new Line(
                number(method.group(1)),
                number(method.group(2)),
                // A method inlined from another class has that class's name before its own.
                StackNameSyntax.symbol(name.indexOf('.') < 0 ? owner + "." + name : name),
                method.group(4),
                first,
                method.group(6) == null ? first : number(method.group(6)));
    }

    @SuppressWarnings("NullAway") // the regex group is absent
    private static int number(String digits) {
        return digits == null ? NO_LINE : Integer.parseInt(digits);
    }

    /** A stack with the names of the source. */
    public List<String> stack(List<String> frames) {
        return frames.stream().flatMap(frame -> frames(frame).stream()).toList();
    }

    /**
     * The frames of the source for an obfuscated frame, innermost first: several if methods were inlined. If it may be
     * one of several methods, only its class is mapped and the method keeps its obfuscated name. A frame that is not in
     * the mapping stays as it is.
     */
    List<String> frames(String frame) {
        String symbol = StackNameSyntax.symbol(frame);
        int dot = symbol.lastIndexOf('.');
        Names of = dot < 0 ? null : classes.get(symbol.substring(0, dot));
        if (of == null) {
            return List.of(frame);
        }
        String method = symbol.substring(dot + 1);
        String place = frame.substring(symbol.length());
        List<Line> lines = of.methods.getOrDefault(method, List.of());
        Set<List<String>> found = new LinkedHashSet<>();
        for (List<Part> parts : methods(lines).values()) {
            int at = at(place, parts);
            parts.stream()
                    .filter(part -> at > NO_LINE && part.has(at))
                    .map(part ->
                            part.lines().stream().map(line -> line.frame(at)).toList())
                    .forEach(found::add);
        }
        if (found.size() == 1) {
            return found.iterator().next();
        }
        Set<String> names = new LinkedHashSet<>();
        methods(lines).values().forEach(parts -> names.add(parts.get(0).method().symbol()));
        boolean hasLines = lines.stream().anyMatch(line -> line.from() > NO_LINE);
        // Line numbers made up by the obfuscator mean nothing in the source.
        return List.of(
                (names.size() == 1 ? names.iterator().next() : of.name + "." + method) + (hasLines ? ":=0" : place));
    }

    /** The ranges of each source method that shares this name in the class file, as overloaded methods often do. */
    private static Map<String, List<Part>> methods(List<Line> lines) {
        Map<String, List<Part>> methods = new LinkedHashMap<>();
        List<Line> part = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            part.add(line);
            if (i + 1 == lines.size() || !line.isInlinedIn(lines.get(i + 1))) {
                methods.computeIfAbsent(line.symbol() + line.arguments(), any -> new ArrayList<>())
                        .add(new Part(List.copyOf(part)));
                part.clear();
            }
        }
        return methods;
    }

    /** The line in the class file; frames give it relative to the method's first line. */
    private static int at(String place, List<Part> parts) {
        if (!place.matches(":[+=-][0-9]{1,9}")) {
            return NO_LINE;
        }
        int number = Integer.parseInt(place.substring(2));
        int first = parts.stream().mapToInt(part -> part.method().from()).min().orElse(NO_LINE);
        return switch (place.charAt(1)) {
            case '+' -> first == NO_LINE ? NO_LINE : first + number;
            case '-' -> first - number;
            default -> number;
        };
    }
}
