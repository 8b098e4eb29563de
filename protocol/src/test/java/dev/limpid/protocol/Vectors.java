package dev.limpid.protocol;

import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of other projects, found through LIMPID_VECTORS, and those that may be kept in {@code spec/vectors}. */
public final class Vectors {

    private Vectors() {}

    /** A file that we may not copy: for tests that need the vectors. */
    public static byte[] foreign(String path) throws IOException {
        return Files.readAllBytes(Tool.vectors().orElseThrow().resolve(path));
    }

    /** A file of {@code spec/vectors}. */
    public static byte[] own(String path) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("limpid.root", ".."))
                .resolve("spec/vectors")
                .resolve(path));
    }
}
