package dev.limpid.cli.count;

import dev.limpid.cli.command.InvalidInputException;
import dev.limpid.counter.CollectionIdentity;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The contents of a {@code program.properties}, read without loading its program.
 *
 * @param program the program's name
 * @param version its version; empty if the file has none
 * @param collection the collection that it belongs to
 */
record ProgramFile(String program, String version, CollectionIdentity collection) {

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it does not name program and collection
     */
    static ProgramFile read(Path file) throws IOException {
        Properties values = new Properties();
        values.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        return new ProgramFile(
                needed(file, values, "program"),
                value(values, "version"),
                new CollectionIdentity(
                        needed(file, values, "collection"),
                        value(values, "upload"),
                        value(values, "config"),
                        value(values, "policy"),
                        value(values, "default").equals("off")));
    }

    private static String needed(Path file, Properties values, String key) {
        String value = value(values, key);
        if (value.isEmpty()) {
            throw new InvalidInputException("count.file", "file", file, "key", key);
        }
        return value;
    }

    private static String value(Properties values, String key) {
        return values.getProperty(key, "").trim();
    }
}
