package dev.limpid.server.site;

import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code server-rules.txt} in a collection's folder: what its server does with reports, written by the server
 * whenever it begins, so that an export's page "Privacy" says what that server does. A line each, {@code key value}; a
 * key that is not set has no line.
 */
public final class RulesFile {
    private static final String FILE = "server-rules.txt";
    private static final String ACCEPTED = "accepted-seconds";
    private static final String LARGEST = "largest-report-bytes";
    private static final String GATE = "publish-gate";
    private static final String KEPT = "kept-days";
    private static final String ADDRESSES = "address-limits";
    private static final String PROXY = "behind-proxy";
    private static final String OBJECTS = "object-store";

    private final Path file;
    private final Map<String, String> values;

    private RulesFile(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** Writes what holds from now on. */
    public static void write(Path folder, ServerRules rules) throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, ACCEPTED, rules.accepted().toSeconds());
        line(text, LARGEST, rules.largestReport());
        rules.publicationGate().ifPresent(least -> line(text, GATE, least));
        rules.keptDays().ifPresent(days -> line(text, KEPT, days));
        line(text, ADDRESSES, rules.addressLimits());
        line(text, PROXY, rules.behindProxy());
        line(text, OBJECTS, rules.objectStore());
        Path writing = folder.resolve(FILE + ".writing");
        Files.writeString(writing, text.toString(), StandardCharsets.UTF_8);
        Files.move(writing, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    /**
     * What the last server of a collection wrote; empty if none has begun yet.
     *
     * @throws IOException if the file cannot be read, or lacks something, or holds something else
     */
    public static Optional<ServerRules> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space < 0 || values.put(line.substring(0, space), line.substring(space + 1)) != null) {
                throw new IOException(file + ": the line is \"" + line + "\", expected a key, once, and its value");
            }
        }
        return Optional.of(new RulesFile(file, values).rules());
    }

    private ServerRules rules() throws IOException {
        ServerRules rules = new ServerRules(
                Duration.ofSeconds(needed(ACCEPTED)),
                needed(LARGEST),
                number(GATE),
                number(KEPT),
                truth(ADDRESSES),
                truth(PROXY),
                truth(OBJECTS));
        if (!values.isEmpty()) {
            throw new IOException(file + ": unknown " + values.keySet() + ", expected a file of this version's server");
        }
        return rules;
    }

    private int needed(String key) throws IOException {
        return number(key).orElseThrow(() -> new IOException(file + ": there is no " + key + ", expected a number"));
    }

    private Optional<Integer> number(String key) throws IOException {
        String value = values.remove(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw new IOException(file + ": " + key + " is \"" + value + "\", expected a number");
        }
        return Optional.of(Integer.parseInt(value));
    }

    private boolean truth(String key) throws IOException {
        String value = values.getOrDefault(key, "");
        values.remove(key);
        if (!value.equals("true") && !value.equals("false")) {
            throw new IOException(file + ": " + key + " is \"" + value + "\", expected true or false");
        }
        return value.equals("true");
    }
}
