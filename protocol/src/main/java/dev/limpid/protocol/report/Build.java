package dev.limpid.protocol.report;

import java.util.Comparator;

/**
 * One build of a program on one kind of platform. Count files and reports keep the counts of each build separately.
 *
 * @param program the program's name, such as {@code org.example/tool}
 * @param version its release version, or {@code devel}
 * @param runtime its runtime, such as {@code java17}, {@code java21-native}, {@code go1.24.0}
 * @param os the operating system in Go's vocabulary, such as {@code linux}
 * @param arch the processor in Go's vocabulary, such as {@code amd64}
 */
public record Build(String program, String version, String runtime, String os, String arch)
        implements Comparable<Build> {

    /** The version of every build that is not a release; it is counted locally and never uploaded. */
    public static final String DEVEL = "devel";

    private static final Comparator<Build> ORDER = Comparator.comparing(Build::program)
            .thenComparing(Build::version)
            .thenComparing(Build::runtime)
            .thenComparing(Build::os)
            .thenComparing(Build::arch);

    /** Orders builds by program, version, runtime, OS and architecture, each by UTF-16 code units. */
    @Override
    public int compareTo(Build other) {
        return ORDER.compare(this, other);
    }
}
