package dev.limpid.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of other projects, found through LIMPID_VECTORS, and those that may be kept in {@code spec/vectors}. */
public final class Vectors {

    private Vectors() {}

    /** A file that is not ours to copy; the test is skipped where it is not at hand. */
    public static byte[] foreign(String path) throws IOException {
        String root = System.getenv("LIMPID_VECTORS");
        assumeTrue(root != null, "LIMPID_VECTORS does not say where the vectors are");
        return Files.readAllBytes(Path.of(root, path));
    }

    /** A file of {@code spec/vectors}. */
    public static byte[] own(String path) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("limpid.root", ".."))
                .resolve("spec/vectors")
                .resolve(path));
    }
}
