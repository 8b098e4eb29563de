package dev.limpid.testtools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** Compiles the sources that a test wrote, with the compiler of the JDK that it runs on. */
public final class Javac {

    private Javac() {}

    /**
     * Compiles sources.
     *
     * @param classes the folder for the class files; made if there is none
     * @param options further options, such as {@code -cp} and a class path
     * @throws AssertionError if they do not compile, with what the compiler said
     */
    public static void compile(Path classes, List<String> options, Path... sources) {
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-encoding", "UTF-8"));
        arguments.addAll(options);
        for (Path source : sources) {
            arguments.add(source.toString());
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new AssertionError("javac " + String.join(" ", arguments) + " ended with " + code + "\n" + said);
        }
    }
}
