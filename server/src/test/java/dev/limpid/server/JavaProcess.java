package dev.limpid.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A class of these tests in a process of its own, which can be killed. What takes longest is to start it, so the process
 * does not verify classes: javac made them a moment ago, or they are released.
 */
public final class JavaProcess {

    private JavaProcess() {}

    /** A process that runs this class with these arguments; its class path is that of the tests. */
    public static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
