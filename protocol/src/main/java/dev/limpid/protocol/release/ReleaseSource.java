package dev.limpid.protocol.release;

import dev.limpid.protocol.chart.Chart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where to look up a program's released versions, as a chart's {@code module:} defines it. */
public sealed interface ReleaseSource {

    /** An artifact of a Maven repository: {@code maven:group:artifact}. */
    record Maven(String group, String artifact) implements ReleaseSource {}

    /** A Go module: {@code go:path}, or the path alone. */
    record Go(String path) implements ReleaseSource {}

    /** Given by hand, oldest first: {@code versions: 1.0, 1.1}. */
    record Listed(List<String> versions) implements ReleaseSource {
        public Listed {
            versions = List.copyOf(versions);
        }
    }

    /** Go's own programs, {@code cmd/go} and its like, which are released with the language. No module is given. */
    record GoToolchain() implements ReleaseSource {}

    /** Where to find the releases of a chart's program; empty if its module has no known form. */
    static Optional<ReleaseSource> of(Chart chart) {
        if (!chart.module().isEmpty()) {
            return parse(chart.module());
        }
        return chart.program().startsWith("cmd/") ? Optional.of(new GoToolchain()) : Optional.empty();
    }

    /** Reads the value of {@code module:}; empty if it has none of these forms. */
    static Optional<ReleaseSource> parse(String module) {
        if (module.startsWith("maven:")) {
            String[] parts = module.substring("maven:".length()).split(":", -1);
            boolean fits = parts.length == 2 && Arrays.stream(parts).allMatch(Names.COORDINATE.asMatchPredicate());
            return fits ? Optional.of(new Maven(parts[0], parts[1])) : Optional.empty();
        }
        if (module.startsWith("versions:")) {
            List<String> versions = Arrays.stream(
                            module.substring("versions:".length()).split(","))
                    .map(String::strip)
                    .toList();
            boolean fits = versions.stream().allMatch(Names.VERSION.asMatchPredicate());
            return fits ? Optional.of(new Listed(versions)) : Optional.empty();
        }
        String path =
                module.startsWith("go:") ? module.substring("go:".length()).strip() : module;
        return isGoModule(path) ? Optional.of(new Go(path)) : Optional.empty();
    }

    /** Whether this can be a program's name: a path of plain words, none of which consists of dots alone. */
    static boolean isProgramName(String name) {
        return name.length() <= Names.LONGEST && Names.PATH.matcher(name).matches();
    }

    /**
     * Whether Go accepts this as a module path (golang.org/x/mod, {@code module.CheckPath}): a host in small letters,
     * then words. Go's further rules about names with a special meaning on Windows are left out, since such names do no
     * harm in a URL.
     */
    private static boolean isGoModule(String path) {
        return path.length() <= Names.LONGEST && Names.GO_MODULE.matcher(path).matches();
    }

    /**
     * The forms of names. They become parts of URLs, so no part may be empty, or begin or end with a dot: the group
     * {@code ..localhost} would lead to another server.
     */
    final class Names {
        private static final int LONGEST = 300;
        private static final String DOTTED = "[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*";
        private static final String WORD = "(?!\\.+(?:/|$))[A-Za-z0-9_.~-]+";
        private static final String GO_WORD = "[A-Za-z0-9_~-]+(?:\\.+[A-Za-z0-9_~-]+)*";
        private static final Pattern COORDINATE = Pattern.compile("(?=.{1,200}$)" + DOTTED);
        private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,99}");
        private static final Pattern PATH = Pattern.compile(WORD + "(?:/" + WORD + ")*");
        private static final Pattern GO_MODULE =
                Pattern.compile("[a-z0-9][a-z0-9-]*(?:\\.+[a-z0-9-]+)+(?:/" + GO_WORD + ")*");

        private Names() {}
    }
}
