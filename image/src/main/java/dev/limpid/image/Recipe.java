package dev.limpid.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings in the last stage of a Dockerfile that can be applied without a container engine. An image that is built from the
 * Dockerfile and the released image start in the same way.
 */
record Recipe(
        String base,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        List<Integer> ports,
        String volume) {

    private static final Pattern WORD = Pattern.compile("\"([^\"\\\\]*)\"");

    Recipe {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
    }

    /** Reads the file's last stage, and its {@code ARG JRE=} for the base. */
    static Recipe read(Path dockerfile) throws IOException {
        List<String> lines = Files.readAllLines(dockerfile, UTF_8);
        int stage = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("FROM ")) {
                stage = i;
            }
        }
        List<String> last = lines.subList(stage, lines.size());
        return new Recipe(
                only(dockerfile, lines, "ARG JRE="),
                words(only(dockerfile, last, "ENTRYPOINT ")),
                words(only(dockerfile, last, "CMD ")),
                assignments(all(last, "ENV ")),
                Pattern.compile(" +")
                        .splitAsStream(only(dockerfile, last, "EXPOSE "))
                        .map(Integer::valueOf)
                        .toList(),
                only(dockerfile, last, "VOLUME "));
    }

    private static String only(Path dockerfile, List<String> lines, String instruction) throws IOException {
        List<String> found = all(lines, instruction);
        if (found.size() != 1) {
            throw new IOException(
                    dockerfile + ": " + found.size() + " lines begin with \"" + instruction + "\", expected 1");
        }
        return found.get(0);
    }

    private static List<String> all(List<String> lines, String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction))
                .map(line -> line.substring(instruction.length()).strip())
                .toList();
    }

    private static List<String> words(String array) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(array);
        while (word.find()) {
            words.add(word.group(1));
        }
        return words;
    }

    private static Map<String, String> assignments(List<String> lines) {
        Map<String, String> assignments = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            assignments.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return assignments;
    }
}
