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
import java.util.Optional;

/** A {@link BenchmarkServer} as a process of its own, and what it costs. */
final class MeasuredServer implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final URI url;
    private final Duration startUp;

    private MeasuredServer(Process process, BufferedReader lines, URI url, Duration startUp) {
        this.process = process;
        this.lines = lines;
        this.url = url;
        this.startUp = startUp;
    }

    static MeasuredServer start(Path folder, int size, String gc) throws IOException {
        return start(folder, size, gc, ProcessBuilder.Redirect.INHERIT);
    }

    /** The same, with what it logs sent elsewhere. */
    static MeasuredServer start(Path folder, int size, String gc, ProcessBuilder.Redirect log) throws IOException {
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+Use" + gc + "GC",
                        "-Dlogback.configurationFile=dev/limpid/benchmarks/server/logback.xml",
                        "-XX:MaxDirectMemorySize=64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkServer.class.getName(),
                        folder.toString(),
                        Integer.toString(size))
                .redirectError(log)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        URI url = URI.create(Optional.ofNullable(lines.readLine()).orElseThrow());
        return new MeasuredServer(process, lines, url, Duration.ofNanos(System.nanoTime() - begun));
    }

    URI url() {
        return url;
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
