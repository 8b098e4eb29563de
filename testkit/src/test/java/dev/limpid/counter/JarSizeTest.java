package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The jar that a program's author adds is small; docs/decisions/0103-size.md says how. */
class JarSizeTest {
    private static final long BOUND = 94 * 1024;

    @Test
    void counterJar_isSmall() throws Exception {
        Path counter = Path.of(Counter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assumeTrue(Files.isRegularFile(counter), "the counter's classes are in no jar yet: run ./mvnw verify");

        assertThat(Files.size(counter)).isLessThan(BOUND);
    }
}
