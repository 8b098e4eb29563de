package dev.limpid.protocol.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The packages that the JDK has classes in, of every version that {@code jdk-packages.txt} was made from: classes in them
 * are known to everybody, and naming one tells nothing about the machine. What merely begins like one of them, such as
 * {@code javax.acme}, is anybody's.
 */
final class JdkPackages {

    private static final String FILE = "jdk-packages.txt";

    private JdkPackages() {}

    static boolean contain(String packageName) {
        return Known.NAMES.contains(packageName);
    }

    /** Read when the first stack is looked at. */
    private static final class Known {
        static final Set<String> NAMES = read();

        private Known() {}

        private static Set<String> read() {
            try (InputStream in = JdkPackages.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException(FILE + " is not beside " + JdkPackages.class.getName());
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
