package dev.limpid.dist.simulation;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts programs as simulated users run them. */
public final class SimulatedProcess {

    private static final List<String> DECISIVE =
            List.of("LIMPID", "LIMPID_DIR", "LIMPID_NOW", "LIMPID_VERSION", "LIMPID_DEBUG", "DO_NOT_TRACK");

    private SimulatedProcess() {}

    /**
     * The program, ready to start, with an empty input. The telemetry choices of the person who runs the simulation do
     * not apply.
     *
     * @param variables additional environment variables
     */
    public static ProcessBuilder of(List<String> command, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.environment().keySet().removeAll(DECISIVE);
        builder.environment().putAll(variables);
        return builder;
    }

    /**
     * Runs the program to its end and discards its output.
     *
     * @param limit the time after which it is killed, in minutes
     * @return its exit code, or -1 if it was killed
     */
    public static int run(List<String> command, Map<String, String> variables, long limit) throws IOException {
        Process process = of(command, variables)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(limit, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a program ran");
        }
    }

    private static File nothing() {
        return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
