package dev.limpid.dist.rehearse;

import dev.limpid.counter.home.ModeRule;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.dist.simulation.SimulatedProcess;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The maintainer's program. Each run is a separate process, in the working folder of the rehearsal. It counts, but does
 * not report: its environment has {@code LIMPID=local}, whatever addresses it was built with, so nothing can leave this
 * machine. Safe for use by many threads.
 */
final class RehearsedProgram {

    /** A program that takes longer than this is assumed not to end. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final long GRACE_SECONDS = 10;
    private static final long BETWEEN_LOOKS = 50;

    /**
     * How a run ended.
     *
     * @param code the exit code
     * @param stopped whether it was stopped because its time was over
     * @param said the file with its output and error output
     * @param took how long it ran
     */
    record RunResult(int code, boolean stopped, Path said, Duration took) {

        /** Whether it ended successfully, or was stopped as intended. */
        boolean succeeded() {
            return stopped || code == 0;
        }

        /** The last lines that it wrote. */
        List<String> lastLines(int most) throws IOException {
            List<String> lines = new ArrayList<>(new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        }
    }

    private final List<String> command;
    private final Optional<Duration> time;
    private final Path outputs;

    /**
     * The program.
     *
     * @param time after which time to stop it; empty for a program that ends on its own
     * @param outputs the folder for the outputs of its runs
     */
    RehearsedProgram(List<String> command, Optional<Duration> time, Path outputs) throws IOException {
        this.command = List.copyOf(command);
        this.time = time;
        this.outputs = Files.createDirectories(outputs);
    }

    /**
     * Runs it once and waits until it and all processes that it started have ended.
     *
     * @param arguments arguments to add to the command line
     * @param more variables in addition to those of the home
     */
    RunResult run(SimulatedHome home, Instant now, List<String> arguments, Map<String, String> more)
            throws IOException {
        Map<String, String> variables = new HashMap<>(home.variables(now));
        variables.putAll(more);
        variables.put("LIMPID", "local");
        List<String> line = new ArrayList<>(command);
        line.addAll(arguments);
        Path said = Files.createTempFile(outputs, "run", ".out");
        ProcessBuilder builder = SimulatedProcess.of(line, variables);
        // Users' machines are not build servers, even if the rehearsal runs on one.
        builder.environment().keySet().removeAll(List.of(ModeRule.ciVariables()));
        long began = System.nanoTime();
        Process process;
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new RehearsalImpossibleException("the program cannot be started: " + e.getMessage());
        }
        try {
            return await(process, began, said, "LIMPID_DIR=" + variables.get("LIMPID_DIR"));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the program ran");
        }
    }

    private RunResult await(Process process, long began, Path said, String mark)
            throws InterruptedException, IOException {
        long end = began + time.orElse(LONGEST).toNanos();
        Set<ProcessHandle> children = new LinkedHashSet<>();
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            ended = process.waitFor(BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            process.descendants().forEach(children::add);
        }
        boolean stopped = !ended;
        if (stopped) {
            stop(process.toHandle());
        }
        int code = process.waitFor();
        // A process whose parent has ended is no longer a descendant, but still has the environment that it was started
        // with.
        children.addAll(startedWith(mark));
        for (ProcessHandle child : children) {
            if (!awaitEnd(child, end)) {
                stopped = true;
                stop(child);
            }
        }
        if (stopped && time.isEmpty()) {
            throw new RehearsalImpossibleException("the program did not end within " + LONGEST.toSeconds()
                    + " seconds, and was stopped. If it only takes long, allow more time: --for 5m. If it runs until"
                    + " somebody stops it, set a time: --for 10s");
        }
        return new RunResult(code, stopped, said, Duration.ofNanos(System.nanoTime() - began));
    }

    private static boolean awaitEnd(ProcessHandle process, long end) throws InterruptedException {
        try {
            process.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            return true;
        }
    }

    /** Stops it as a user does, so that its counts are written; kills it if it does not react. */
    private static void stop(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (!awaitEnd(process, System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS))) {
            process.destroyForcibly();
        }
    }

    /** The running processes that have this in their environment; empty if the system does not show it. */
    private static List<ProcessHandle> startedWith(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(mark + "\0"))
                .toList();
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it ended meanwhile, belongs to another user, or this system is not Linux
        }
    }
}
