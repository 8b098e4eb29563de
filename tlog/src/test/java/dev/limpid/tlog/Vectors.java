package dev.limpid.tlog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** Where the test vectors lie. */
public final class Vectors {

    private Vectors() {}

    /** A folder of the vectors; the test is skipped where they are not installed. */
    public static Path folder(String name) {
        String root = System.getenv("LIMPID_VECTORS");
        assumeTrue(root != null && !root.isEmpty(), "LIMPID_VECTORS does not say where the test vectors lie");
        return Path.of(root, name);
    }
}
