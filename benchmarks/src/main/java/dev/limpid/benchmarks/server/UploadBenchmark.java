package dev.limpid.benchmarks.server;

import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts a server in a process of its own with a small heap, sends it reports over loopback, and prints what came of it.
 *
 * <pre>
 * java -cp … dev.limpid.benchmarks.server.UploadBenchmark [seconds=20] [connections=128] [size=1500] [new] [rate=0] [soak]
 * </pre>
 *
 * {@code table} prints one row of the table of {@code benchmarks/server.sh}, which has the columns' names;
 * {@code gc=G1} tries another collector. {@code new} opens a connection for each report; {@code rate=10000} sends so many
 * a second whatever the server does; {@code soak} prints the server's memory every minute. Any folder given as {@code folder=…} holds the reports; it should lie on the disk that is to be measured.
 */
public final class UploadBenchmark {

    private UploadBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(number(arguments, "seconds", 20));
        int connections = number(arguments, "connections", 128);
        int size = number(arguments, "size", 1500);
        int rate = number(arguments, "rate", 0);
        boolean fresh = List.of(arguments).contains("new");
        boolean table = List.of(arguments).contains("table");
        boolean soak = List.of(arguments).contains("soak");
        Optional<String> named = text(arguments, "folder");
        Path folder = named.isPresent() ? Path.of(named.get()) : Files.createTempDirectory("limpid-benchmark");
        long begun = System.nanoTime();
        Process server = start(folder, size, text(arguments, "gc").orElse("Serial"));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            URI url = URI.create(Optional.ofNullable(lines.readLine()).orElseThrow());
            if (!table) {
                System.out.printf(
                        Locale.ROOT,
                        "start-up %d ms, idle memory %s%n",
                        (System.nanoTime() - begun) / 1_000_000,
                        memory(server));
            }
            String started = String.format(
                    Locale.ROOT, "%d | %s", (System.nanoTime() - begun) / 1_000_000, megabytes(server, "VmRSS"));
            run(
                    server,
                    url,
                    Duration.ofSeconds(Math.min(5, time.toSeconds())),
                    connections,
                    size,
                    fresh,
                    rate); // warms up
            Duration left = time;
            Duration part = soak ? Duration.ofMinutes(1) : time;
            if (table) {
                Duration before = cpu(server);
                LoadGenerator.Outcome outcome =
                        new LoadGenerator(url, connections, BenchmarkReport.ofSize(size), fresh, rate).run(time);
                String loaded = megabytes(server, "VmRSS");
                double micros = cpu(server).minus(before).toNanos() / 1e3 / Math.max(1, outcome.stored());
                System.out.printf(
                        Locale.ROOT,
                        "| %.1f KB, %s%s | %s | %.0f | %s | %s |%n",
                        size / 1000.0,
                        fresh ? "a connection for each" : "kept connections",
                        rate > 0 ? String.format(Locale.ROOT, ", %,d due a second", rate) : "",
                        outcome.cells(),
                        micros,
                        started,
                        loaded);
                server.destroyForcibly().waitFor();
                requireStored(folder, outcome.stored());
                return;
            }
            while (!left.isNegative() && !left.isZero()) {
                System.out.println(
                        run(server, url, part, connections, size, fresh, rate) + ", memory " + memory(server));
                left = left.minus(part);
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static String run(
            Process server, URI url, Duration time, int connections, int size, boolean fresh, int rate)
            throws IOException {
        Duration before = cpu(server);
        LoadGenerator.Outcome outcome =
                new LoadGenerator(url, connections, BenchmarkReport.ofSize(size), fresh, rate).run(time);
        double used = cpu(server).minus(before).toNanos() / 1e3;
        return String.format(
                Locale.ROOT, "%s, server CPU %.0f µs a report", outcome, used / Math.max(1, outcome.stored()));
    }

    private static Process start(Path folder, int size, String gc) throws IOException {
        return new ProcessBuilder(
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
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Duration cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The server was killed; what it answered 200 must be there, or the figures are not those of durable reports. */
    private static void requireStored(Path folder, long answered) throws IOException {
        long[] found = new long[1];
        try (ReportStore store = LocalReportStore.open(folder.resolve("reports"))) {
            store.read(LocalDate.parse(BenchmarkReport.WEEK), report -> found[0]++);
        }
        if (found[0] < answered) {
            throw new IllegalStateException(
                    "the store holds " + found[0] + " reports, expected at least the " + answered + " answered 200");
        }
    }

    private static String megabytes(Process process, String what) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith(what + ":"))
                        .map(line -> Long.toString(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024))
                        .findFirst()
                        .orElse("?")
                : "?";
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
