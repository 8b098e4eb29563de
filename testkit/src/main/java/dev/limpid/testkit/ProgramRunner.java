package dev.limpid.testkit;

import dev.limpid.counter.home.ModeRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a main class as a separate program in a new JVM. By default it uses the tests' Java and class path, and an environment whose
 * only telemetry variables are those set here. Not thread-safe during setup.
 */
public final class ProgramRunner {
    private static final long MOST_SECONDS = 120;
    private static final List<String> DECISIVE = List.of(
            "LIMPID", "LIMPID_DIR", "LIMPID_NOW", "LIMPID_DEBUG", "DO_NOT_TRACK", "XDG_CONFIG_HOME", "XDG_STATE_HOME");

    /** Options for every program's JVM, separated by spaces: those that the JVM under test needs. */
    private static final String EVERY_JVM = System.getProperty("limpid.program.options", "");

    private final String mainClass;
    private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    private final List<String> prefix = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private String classPath = System.getProperty("java.class.path");
    private String java = System.getProperty("java.home");
    private @Nullable Path folder;

    private ProgramRunner(String mainClass) {
        this.mainClass = mainClass;
        if (!EVERY_JVM.isEmpty()) {
            options.addAll(List.of(EVERY_JVM.split(" ", -1)));
        }
    }

    /** Runs this class's main method. */
    public static ProgramRunner of(Class<?> mainClass) {
        return of(mainClass.getName());
    }

    /** Runs the main method of the class of this name. */
    public static ProgramRunner of(String mainClass) {
        return new ProgramRunner(mainClass);
    }

    /** Counts below this folder. */
    public ProgramRunner home(Path folder) {
        return variable("LIMPID_DIR", folder.toString());
    }

    /** Sets a variable of the environment. */
    public ProgramRunner variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Adds JVM options. By default the JVM is set up to start fast rather than to run fast. */
    public ProgramRunner jvm(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Puts a command before {@code java}, such as {@code prlimit --nofile=64}. */
    public ProgramRunner commandPrefix(String... command) {
        prefix.addAll(List.of(command));
        return this;
    }

    /** Uses this class path rather than the tests'. */
    public ProgramRunner classPath(String path) {
        classPath = path;
        return this;
    }

    /** Uses the Java in this folder rather than the tests'. */
    public ProgramRunner java(Path javaHome) {
        java = javaHome.toString();
        return this;
    }

    /** Runs it in this folder rather than in the tests'. */
    public ProgramRunner in(Path workingFolder) {
        folder = workingFolder;
        return this;
    }

    /** How a program ended. */
    public record Result(int exitCode, String out, String err) {}

    /** Runs the program to its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("limpid-test", ".out");
        Path err = Files.createTempFile("limpid-test", ".err");
        try {
            Process process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(mainClass + " did not end within " + MOST_SECONDS + " seconds; its output:\n"
                        + Files.readString(out) + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            delete(out);
            delete(err);
        }
    }

    /** Windows cannot delete a file while a process that the program left running has it open. */
    private static void delete(Path file) {
        if (!file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }

    /** Starts the program, which the caller must end. Its error output goes to the tests' error output. */
    public Process start(String... arguments) throws IOException {
        return builder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Reads a started program's output until it ends. */
    public static String output(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(java, "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().keySet().removeAll(DECISIVE);
        builder.environment().keySet().removeAll(List.of(ModeRule.ciVariables()));
        builder.environment().putAll(variables);
        return builder;
    }
}
