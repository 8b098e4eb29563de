package dev.limpid.handbook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the handbook: {@code Main REPOSITORY-FOLDER HANDBOOK-FOLDER REPOSITORY-URL}. */
public final class Main {

    private Main() {}

    /** Fails if there are dead links, with a line for each. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("found " + arguments.length
                    + " arguments, expected the repository's folder, the handbook's, and the repository's address");
        }
        Path root = Path.of(arguments[0]);
        // Options are sorted in lower case, which depends on the language; the pages must be the same bytes
        // everywhere.
        Locale machine = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            Handbook.of(root, arguments[2]).writeTo(Path.of(arguments[1]));
        } finally {
            Locale.setDefault(machine);
        }
    }
}
