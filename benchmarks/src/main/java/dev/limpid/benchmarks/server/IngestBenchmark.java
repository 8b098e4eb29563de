package dev.limpid.benchmarks.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Compares, in pairs in one run, how many answers per second the server makes durable and how many the same HTTP front accepts without
 * storing them; then how long an answer takes at half that rate, also in pairs; and the same with many slow connections. Load and
 * server share the machine's cores.
 *
 * <pre>
 * java -cp … dev.limpid.benchmarks.server.IngestBenchmark FOLDER [seconds of each run, 10] [pairs, 5] [slow connections, 10000]
 * </pre>
 *
 * The server is then killed, and its store must contain every answer that got a 200.
 */
public final class IngestBenchmark {

    private static final int CONNECTIONS = 128;

    /** The connections besides the slow ones, which must not use up all of them. */
    private static final int SPARE = 1000;

    private final MeasuredServerProcess server;
    private final Duration time;
    private long stored;

    private IngestBenchmark(MeasuredServerProcess server, Duration time) {
        this.server = server;
        this.time = time;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Duration time = Duration.ofSeconds(number(arguments, 1, 10));
        int pairs = number(arguments, 2, 5);
        int slow = number(arguments, 3, 10_000);
        try (MeasuredServerProcess server = MeasuredServerProcess.ofConnections(folder, 1500, slow + SPARE)) {
            IngestBenchmark benchmark = new IngestBenchmark(server, time);
            benchmark.run(pairs, slow);
            server.kill();
            UploadBenchmark.requireStored(folder, benchmark.stored);
        }
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    @FunctionalInterface
    private interface Run {
        LoadGenerator.Outcome run() throws IOException;
    }

    private void run(int pairs, int slow) throws IOException {
        System.out.println("| what | answers/s | refused | p50 ms | p99 ms | p99.9 ms | server CPU µs each |");
        System.out.println("|---|---|---|---|---|---|---|");
        send(server.baselineUrl(), 0);
        durable(0);
        List<Double> ratios = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            LoadGenerator.Outcome bare = row("the front alone", () -> send(server.baselineUrl(), 0));
            LoadGenerator.Outcome durable = row("durable", () -> durable(0));
            ratios.add(durable.perSecond() / bare.perSecond());
            rates.add(durable.perSecond());
        }
        int half = (int) (median(rates) / 2);
        // Measured from when a request was due: this shows pauses of the machine, which are hidden if each request
        // waits for its turn.
        for (int pair = 0; pair < (pairs + 1) / 2; pair++) {
            row("the front alone, at the rate of the next row", () -> send(server.baselineUrl(), half));
            row("durable, half of that due a second", () -> durable(half));
        }
        InetSocketAddress address =
                new InetSocketAddress(server.url().getHost(), server.url().getPort());
        long before = server.memory().used();
        try (SlowConnections connections = SlowConnections.open(address, slow)) {
            row(String.format(Locale.ROOT, "the same with %,d slow connections", slow), () -> durable(half));
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d slow connections were disconnected and replaced; each holds %,d bytes, on and off the heap%n",
                    connections.replaced(),
                    (server.memory().used() - before) / Math.max(1, slow));
        }
        System.out.printf(
                Locale.ROOT,
                "%ndurable is %.2f of the front alone, median of %d pairs (%.2f to %.2f); heap in use %.1f MB%n",
                median(ratios),
                ratios.size(),
                Collections.min(ratios),
                Collections.max(ratios),
                server.memory().used() / 1024.0 / 1024);
    }

    private LoadGenerator.Outcome durable(int rate) throws IOException {
        LoadGenerator.Outcome outcome = send(server.url(), rate);
        stored += outcome.stored();
        return outcome;
    }

    private LoadGenerator.Outcome send(URI to, int rate) throws IOException {
        return new LoadGenerator(to, CONNECTIONS, new BenchmarkAnswer(), false, rate).run(time);
    }

    private LoadGenerator.Outcome row(String what, Run run) throws IOException {
        Duration before = server.cpu();
        LoadGenerator.Outcome outcome = run.run();
        double micros = server.cpu().minus(before).toNanos() / 1e3 / Math.max(1, outcome.stored());
        System.out.printf(Locale.ROOT, "| %s | %s | %.0f |%n", what, outcome.cells(), micros);
        return outcome;
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
