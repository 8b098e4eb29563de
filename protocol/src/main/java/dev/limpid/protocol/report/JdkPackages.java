package dev.limpid.protocol.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The packages in which the JDK has classes, of every version from which {@code jdk-packages.txt} was made. Everybody
 * knows these classes, so naming one reveals nothing about the machine. A package that only begins like one of them,
 * such as {@code javax.acme}, can be anybody's.
 */
final class JdkPackages {

    private static final String FILE = "jdk-packages.txt";

    private JdkPackages() {}

    static boolean contains(String packageName) {
        return Known.NAMES.contains(packageName);
    }

    /** Loaded when the first stack is checked. */
    private static final class Known {
        static final Set<String> NAMES = read();

        private Known() {}

        private static Set<String> read() {
            try (InputStream in = JdkPackages.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException(
                            FILE + " is missing from the package of " + JdkPackages.class.getName());
                }
                Set<String> names = new HashSet<>();
                for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                    int space = line.indexOf(' ');
                    if (space > 0) {
                        names.add(line.substring(0, space));
                    }
                }
                return names;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
