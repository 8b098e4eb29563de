package dev.limpid.counter;

import dev.limpid.counter.home.Environment;

/**
 * Which build of which program counts, in the words of a report.
 *
 * @param program the program's name, such as {@code org.example/tool}
 * @param version its release version; a snapshot or unknown version becomes {@code devel}, which is never uploaded
 * @param runtime what runs it, such as {@code java17} or {@code java21-native}
 * @param os the operating system in Go's vocabulary, such as {@code linux}
 * @param arch the processor in Go's vocabulary, such as {@code amd64}
 */
public record ProgramIdentity(String program, String version, String runtime, String os, String arch) {

    /** The version of every build that is not a release. */
    public static final String DEVEL = "devel";

    /**
     * Checks that every part can stand in a line of metadata, and makes a snapshot {@code devel}.
     *
     * @throws IllegalArgumentException if a part is empty or holds white space or control characters
     */
    public ProgramIdentity {
        version = Telemetry.releaseOrDevel(version);
        check("program", program);
        check("version", version);
        check("runtime", runtime);
        check("os", os);
        check("arch", arch);
    }

    /** The identity of this program on the runtime, system and processor that it runs on now. */
    public static ProgramIdentity ofThisRuntime(String program, String version) {
        Environment here = Environment.ofProcess();
        return new ProgramIdentity(program, version, here.runtime(), here.os(), here.arch());
    }

    /** The program's name without what stands before its last slash. */
    public String shortName() {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    private static void check(String part, String value) {
        boolean good = !value.isEmpty() && value.length() <= 100;
        for (int i = 0; good && i < value.length(); i++) {
            good = value.charAt(i) > ' ' && value.charAt(i) != 0x7f;
        }
        if (!good) {
            throw new IllegalArgumentException("the " + part + " of a program is \"" + value
                    + "\", expected 1 to 100 characters without white space");
        }
    }
}
