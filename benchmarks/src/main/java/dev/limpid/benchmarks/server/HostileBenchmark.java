package dev.limpid.benchmarks.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * One address does its worst while honest people send reports and read pages, some from the same network and some from elsewhere.
 * Prints a row for each stage: the service that honest people got, the server's memory, and the size of its log.
 *
 * <pre>
 * java -cp … dev.limpid.benchmarks.server.HostileBenchmark FOLDER [least seconds of each stage, 10 by default]
 * </pre>
 *
 * The server has its usual limits, except for the number of reports of a network. The last stages compress time: a body may take up to
 * 20 seconds, so 127 bodies that are renewed for 30 minutes are renewed 90 times; here each is disconnected and started again at once,
 * and nothing is left out.
 */
public final class HostileBenchmark {

    private static final int SIZE = 1500;
    private static final int BODY = 512 << 10;
    private static final int RENEWALS = 90;

    private final MeasuredServerProcess server;
    private final InetSocketAddress address;
    private final Path log;
    private final Duration least;

    private HostileBenchmark(MeasuredServerProcess server, Path log, Duration least) {
        this.server = server;
        this.address =
                new InetSocketAddress(server.url().getHost(), server.url().getPort());
        this.log = log;
        this.least = least;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Duration least = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 10);
        Path log = Files.createTempFile("limpid-hostile", ".log");
        try (MeasuredServerProcess server =
                        MeasuredServerProcess.start(folder, SIZE, "Serial", ProcessBuilder.Redirect.to(log.toFile()));
                HostileSender hostile = new HostileSender(new InetSocketAddress(
                        server.url().getHost(), server.url().getPort()))) {
            new HostileBenchmark(server, log, least).run(hostile);
        } finally {
            Files.delete(log);
        }
    }

    private void run(HostileSender hostile) throws Exception {
        System.out.println(
                "| stage | s | honest requests | not served | p50 ms | p99 ms | slowest ms | hostile: answered,"
                        + " hung up on | in use after a collection MB | resident MB | log KB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        stage("nothing else", () -> "");
        stage("128 bodies declared and not sent, then 4,000 GETs meanwhile", () -> {
            hostile.holdUploads(128, BODY, 0);
            return hostile.get(4000);
        });
        stage("127 bodies declared, renewed 90 times", () -> hostile.reopenUploads(RENEWALS, 127, BODY, 0));
        stage(
                "127 bodies sent but for a byte, renewed 90 times",
                () -> hostile.reopenUploads(RENEWALS, 127, BODY, BODY - 1));
        stage("as many connections as it gets, and again", () -> hostile.reopenUploads(5, 4096, BODY, 1));
        hostile.close();
        stage("after it", () -> "");
    }

    private void stage(String name, Callable<String> hostility) throws Exception {
        long begun = System.nanoTime();
        String hostile;
        HonestSenders.Outcome outcome;
        try (HonestSenders honest = HonestSenders.start(address, BenchmarkReport.ofSize(SIZE))) {
            hostile = hostility.call();
            long rest = least.toNanos() - (System.nanoTime() - begun);
            Thread.sleep(Math.max(0, rest / 1_000_000));
            outcome = honest.stop();
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %s | %s | %.1f | %d | %d |%n",
                name,
                (System.nanoTime() - begun) / 1e9,
                outcome.tableCells(),
                hostile,
                server.memory().used() / 1024.0 / 1024,
                server.resident("VmRSS"),
                logged() / 1024);
    }

    private long logged() throws IOException {
        return Files.size(log);
    }
}
