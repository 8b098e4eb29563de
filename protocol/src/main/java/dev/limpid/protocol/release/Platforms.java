package dev.limpid.protocol.release;

import java.util.ArrayList;
import java.util.List;

/**
 * The platforms that a report may name. All are listed from the start: a missing platform would have to wait for a new
 * configuration, and the list reveals nothing about anybody.
 *
 * @param os operating systems, in Go's vocabulary
 * @param arch processors, in Go's vocabulary
 * @param runtime the runtimes of JVM programs; those of Go programs come from Go's releases
 */
public record Platforms(List<String> os, List<String> arch, List<String> runtime) {

    private static final int FIRST_JAVA = 17;
    private static final int LAST_JAVA = 40;

    public Platforms {
        os = List.copyOf(os);
        arch = List.copyOf(arch);
        runtime = List.copyOf(runtime);
    }

    /** All platforms of Java and Go, and Java versions up to some years ahead, as JVM and as native image. */
    public static Platforms all() {
        List<String> runtime = new ArrayList<>();
        for (int java = FIRST_JAVA; java <= LAST_JAVA; java++) {
            runtime.add("java" + java);
            runtime.add("java" + java + "-native");
        }
        return new Platforms(
                List.of(
                        "aix",
                        "android",
                        "darwin",
                        "dragonfly",
                        "freebsd",
                        "hurd",
                        "illumos",
                        "ios",
                        "js",
                        "linux",
                        "netbsd",
                        "openbsd",
                        "plan9",
                        "solaris",
                        "wasip1",
                        "windows",
                        "zos"),
                List.of(
                        "386",
                        "amd64",
                        "arm",
                        "arm64",
                        "loong64",
                        "mips",
                        "mips64",
                        "mips64le",
                        "mipsle",
                        "ppc",
                        "ppc64",
                        "ppc64le",
                        "riscv",
                        "riscv64",
                        "s390",
                        "s390x",
                        "sparc",
                        "sparc64",
                        "wasm"),
                runtime);
    }
}
