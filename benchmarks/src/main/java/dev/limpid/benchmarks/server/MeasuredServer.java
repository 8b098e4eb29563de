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

/** A {@link BenchmarkServer} as a process of its own, and what it costs. */
final class MeasuredServer implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final URI url;
    private final URI bare;
    private final Duration startUp;

    private MeasuredServer(Process process, BufferedReader lines, URI url, URI bare, Duration startUp) {
        this.process = process;
        this.lines = lines;
        this.url = url;
        this.bare = bare;
        this.startUp = startUp;
    }

    /**
     * Starts it, with its usual limits.
     *
     * @param size of reports, for which it has a chart
     * @param log where what it logs goes
     */
    static MeasuredServer start(Path folder, int size, String gc, ProcessBuilder.Redirect log) throws IOException {
        return start(folder, size, gc, log, List.of());
    }

    /** The same with room for so many connections, all of which may be of one network. */
    static MeasuredServer ofConnections(Path folder, int size, int connections) throws IOException {
        return start(folder, size, "Serial", ProcessBuilder.Redirect.INHERIT, List.of(Integer.toString(connections)));
    }

    private static MeasuredServer start(
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
        return new MeasuredServer(process, lines, url, bare, startUp);
    }

    URI url() {
        return url;
    }

    /** Where the same front answers whatever it is sent, and keeps nothing. */
    URI bare() {
        return bare;
    }

    /** From nothing to the first line on standard output, by which it listens. */
    Duration startUp() {
        return startUp;
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB, as {@code VmRSS} or, without pages of files, {@code RssAnon}; -1 where it is not told. */
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
     * What it needs itself.
     *
     * @param allocated bytes that its threads have allocated since they began
     * @param used bytes that are in use, on the heap and beside it, after a collection
     */
    record Memory(long allocated, long used) {}

    Memory memory() throws IOException {
        OutputStream ask = process.getOutputStream();
        ask.write('\n');
        ask.flush();
        String[] numbers = Optional.ofNullable(lines.readLine()).orElseThrow().split(" ", -1);
        return new Memory(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** Ends it with {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
