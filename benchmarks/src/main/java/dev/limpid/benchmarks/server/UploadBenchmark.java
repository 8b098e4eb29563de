package dev.limpid.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts a server in a process of its own with a small heap, sends it reports over loopback, and prints what came of it.
 *
 * <pre>
 * java -cp … dev.limpid.benchmarks.server.UploadBenchmark [seconds=20] [connections=128] [size=1500] [new] [soak]
 * </pre>
 *
 * {@code new} opens a connection for each report; {@code soak} prints the server's memory every minute. Any folder given
 * as {@code folder=…} holds the reports; it should lie on the disk that is to be measured.
 */
public final class UploadBenchmark {

    private UploadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(number(arguments, "seconds", 20));
        int connections = number(arguments, "connections", 128);
        int size = number(arguments, "size", 1500);
        boolean fresh = List.of(arguments).contains("new");
        boolean soak = List.of(arguments).contains("soak");
        Path folder = text(arguments, "folder").map(Path::of).orElse(Files.createTempDirectory("limpid-benchmark"));
        long begun = System.nanoTime();
        Process server = start(folder, size);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            URI url = URI.create(Optional.ofNullable(lines.readLine()).orElseThrow());
            System.out.printf(
                    Locale.ROOT,
                    "start-up %d ms, idle memory %s%n",
                    (System.nanoTime() - begun) / 1_000_000,
                    memory(server));
            run(server, url, Duration.ofSeconds(Math.min(5, time.toSeconds())), connections, size, fresh); // warms up
            Duration left = time;
            Duration part = soak ? Duration.ofMinutes(1) : time;
            while (!left.isNegative() && !left.isZero()) {
                System.out.println(run(server, url, part, connections, size, fresh) + ", memory " + memory(server));
                left = left.minus(part);
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static String run(Process server, URI url, Duration time, int connections, int size, boolean fresh)
            throws IOException {
        Duration before = cpu(server);
        LoadGenerator.Outcome outcome =
                new LoadGenerator(url, connections, BenchmarkReport.ofSize(size), fresh).run(time);
        double used = cpu(server).minus(before).toNanos() / 1e3;
        return String.format(
                Locale.ROOT, "%s, server CPU %.0f µs a report", outcome, used / Math.max(1, outcome.stored()));
    }

    private static Process start(Path folder, int size) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:MaxDirectMemorySize=64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkServer.class.getName(),
                        folder.toString(),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Duration cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory, where the system tells it. */
    private static String memory(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("RssAnon"))
                .map(line -> line.replaceAll("\\s+", " "))
                .toList()
                .toString();
    }

    private static int number(String[] arguments, String name, int otherwise) {
        return text(arguments, name).map(Integer::parseInt).orElse(otherwise);
    }

    private static Optional<String> text(String[] arguments, String name) {
        return List.of(arguments).stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .findFirst();
    }
}
