package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file under {@code src/test/golden}; {@code -Dlimpid.golden=write} rewrites them all. */
final class Golden {

    private static final Path FOLDER = Path.of(System.getProperty("limpid.root"), "cli", "src", "test", "golden");

    private Golden() {}

    static void assertSame(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("limpid.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("golden file %s; rewrite with -Dlimpid.golden=write", name)
                .exists();
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
