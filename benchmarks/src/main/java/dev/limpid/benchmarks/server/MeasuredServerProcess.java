package dev.limpid.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link BenchmarkServer} as a separate process, and its resource use. */
final class MeasuredServerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final URI url;
    private final URI baselineUrl;
    private final Duration startUp;

    private MeasuredServerProcess(Process process, BufferedReader lines, URI url, URI bare, Duration startUp) {
        this.process = process;
        this.lines = lines;
        this.url = url;
        this.baselineUrl = bare;
        this.startUp = startUp;
    }

    /**
     * Starts the server with its usual limits.
     *
     * @param size the size of reports, for which it gets a chart
     * @param log the file for its log
     */
    static MeasuredServerProcess start(Path folder, int size, String gc, ProcessBuilder.Redirect log)
            throws IOException {
        return start(folder, size, gc, log, List.of());
    }

    /** The same with room for this many connections, all of which may come from one network. */
    static MeasuredServerProcess ofConnections(Path folder, int size, int connections) throws IOException {
        return start(folder, size, "Serial", ProcessBuilder.Redirect.INHERIT, List.of(Integer.toString(connections)));
    }

    private static MeasuredServerProcess start(
            Path folder, int size, String gc, ProcessBuilder.Redirect log, List<String> more) throws IOException {
        long begun = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+Use" + gc + "GC",
                "-Dlogback.configurationFile=dev/limpid/benchmarks/server/logback.xml",
                "-XX:MaxDirectMemorySize=64m",
                "-cp",
                System.getProperty("java.class.path"),
                BenchmarkServer.class.getName(),
                folder.toString(),
                Integer.toString(size)));
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectError(log).start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        URI url = URI.create(Optional.ofNullable(lines.readLine()).orElseThrow());
        Duration startUp = Duration.ofNanos(System.nanoTime() - begun);
        URI bare = URI.create(Optional.ofNullable(lines.readLine()).orElseThrow());
        return new MeasuredServerProcess(process, lines, url, bare, startUp);
    }

    URI url() {
        return url;
    }

    /** The address at which the same HTTP front answers every request and stores nothing. */
    URI baselineUrl() {
        return baselineUrl;
    }

    /** The time from the start to the first line on standard output, when it listens. */
    Duration startUp() {
        return startUp;
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB, as {@code VmRSS} or, without pages of files, {@code RssAnon}; -1 if the system does not report it. */
    long resident(String which) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(which + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                        .findFirst()
                        .orElse(-1)
                : -1;
    }

    /**
     * The memory of the server itself.
     *
     * @param allocated bytes that its threads have allocated since they began
     * @param used bytes in use, on and off the heap, after a collection
     */
    record Memory(long allocated, long used) {}

    Memory memory() throws IOException {
        OutputStream ask = process.getOutputStream();
        ask.write('\n');
        ask.flush();
        String[] numbers = Optional.ofNullable(lines.readLine()).orElseThrow().split(" ", -1);
        return new Memory(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** Kills the server with {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
