package dev.limpid.dist;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call of {@code limpid} as help and documentation show it, for a shell.
 *
 * @param text the line, without the commands or files that it is piped or redirected into
 * @param arguments what follows {@code limpid}, unquoted, with file patterns unchanged
 */
record ShellLine(String text, List<String> arguments) {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** The calls in a text, whose lines may be continued with a backslash. */
    static List<ShellLine> in(String text) {
        return text.replaceAll("\\\\\\R\\s*", "")
                .lines()
                .map(line -> line.replaceFirst("^\\s*(- run: |source <\\()?", ""))
                .filter(line -> line.startsWith("limpid ") && !line.startsWith("limpid {")) // a Gradle script's block
                .map(line -> line.replaceFirst("( [|>#]|&&|\\)$).*", "").strip())
                .map(line -> new ShellLine(line, words(line.substring("limpid ".length()))))
                .toList();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /** The arguments as a shell in this folder passes them; {@code /} and {@code ~} also mean that folder. */
    String[] expandedIn(Path folder) throws IOException {
        List<String> expanded = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.contains("*") && !argument.contains(" ")) {
                expanded.addAll(matching(folder, argument.replaceFirst("^~?/", "")));
            } else {
                expanded.add(argument);
            }
        }
        return expanded.toArray(String[]::new);
    }

    private static List<String> matching(Path folder, String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(folder::relativize)
                    .filter(matcher::matches)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
