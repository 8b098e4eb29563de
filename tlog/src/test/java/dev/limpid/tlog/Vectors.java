package dev.limpid.tlog;

import dev.limpid.testtools.Tool;
import java.nio.file.Path;

/** Where the test vectors are. */
public final class Vectors {

    private Vectors() {}

    /** A folder of the vectors: for tests that need them. */
    public static Path folder(String name) {
        return Tool.vectors().orElseThrow().resolve(name);
    }
}
