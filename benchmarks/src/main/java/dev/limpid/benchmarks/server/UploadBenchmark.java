package dev.limpid.benchmarks.server;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.local.LocalAnswerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts a server in a separate process with a small heap, sends it reports or answers over loopback, and prints the result as a row of
 * the table of {@code benchmarks/server.sh}, which has the columns' names. At the end the server is killed, and its store must contain
 * everything that got a 200.
 *
 * <pre>
 * java -cp … dev.limpid.benchmarks.server.UploadBenchmark [seconds=20] [connections=128] [size=1500] [rate=0] [answers] [new] [soak]
 * </pre>
 *
 * {@code rate=10000} sends this many per second whatever the server does; {@code answers} sends answers instead of
 * golang.org/x/telemetry's reports, whatever the size; {@code new} opens a connection for each; {@code soak} prints a row every minute,
 * with what is in use after a collection; {@code gc=G1} tries another collector. The folder given as {@code folder=…} contains the
 * reports; it should be on the disk to be measured.
 */
public final class UploadBenchmark {

    private static final int WARM_UP_SECONDS = 5;

    private final Requests requests;
    private final String what;
    private final int size;
    private final int connections;
    private final int rate;
    private final boolean fresh;

    private UploadBenchmark(int size, int connections, int rate, boolean answers, boolean fresh) {
        this.requests = answers ? new BenchmarkAnswer() : BenchmarkReport.ofSize(size);
        this.what = answers ? "answers" : String.format(Locale.ROOT, "reports of %.1f KB", size / 1000.0);
        this.size = size;
        this.connections = connections;
        this.rate = rate;
        this.fresh = fresh;
    }

    public static void main(String[] arguments) throws Exception {
        UploadBenchmark benchmark = new UploadBenchmark(
                number(arguments, "size", 1500),
                number(arguments, "connections", 128),
                number(arguments, "rate", 0),
                List.of(arguments).contains("answers"),
                List.of(arguments).contains("new"));
        Duration time = Duration.ofSeconds(number(arguments, "seconds", 20));
        Optional<String> named = text(arguments, "folder");
        Path folder = named.isPresent() ? Path.of(named.get()) : Files.createTempDirectory("limpid-benchmark");
        String gc = text(arguments, "gc").orElse("Serial");
        try (MeasuredServerProcess server =
                MeasuredServerProcess.start(folder, benchmark.size, gc, ProcessBuilder.Redirect.INHERIT)) {
            long stored =
                    List.of(arguments).contains("soak") ? benchmark.soak(server, time) : benchmark.row(server, time);
            server.kill();
            requireStored(folder, stored);
        }
    }

    private LoadGenerator.Outcome send(MeasuredServerProcess server, Duration time) throws IOException {
        return new LoadGenerator(server.url(), connections, requests, fresh, rate).run(time);
    }

    /** @return how many requests were answered 200 */
    private long row(MeasuredServerProcess server, Duration time) throws IOException {
        long idle = server.resident("VmRSS");
        LoadGenerator.Outcome warm = send(server, Duration.ofSeconds(Math.min(WARM_UP_SECONDS, time.toSeconds())));
        long allocated = server.memory().allocated();
        Duration cpu = server.cpu();
        LoadGenerator.Outcome outcome = send(server, time);
        double micros = server.cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, outcome.stored());
        long loaded = server.resident("VmRSS");
        System.out.printf(
                Locale.ROOT,
                "| %s, %s%s | %s | %.0f | %.1f | %d | %d | %d |%n",
                what,
                fresh ? "a connection for each" : "kept connections",
                rate > 0 ? String.format(Locale.ROOT, ", %,d due a second", rate) : "",
                outcome.cells(),
                micros,
                (server.memory().allocated() - allocated) / 1024.0 / Math.max(1, outcome.stored()),
                server.startUp().toMillis(),
                idle,
                loaded);
        return warm.stored() + outcome.stored();
    }

    /** @return how many requests were answered 200 */
    private long soak(MeasuredServerProcess server, Duration time) throws IOException {
        long stored = 0;
        long early = 0;
        long used = 0;
        for (long minute = 1; minute <= Math.max(1, time.toMinutes()); minute++) {
            LoadGenerator.Outcome outcome = send(server, Duration.ofSeconds(Math.min(60, time.toSeconds())));
            stored += outcome.stored();
            used = server.memory().used();
            early = minute == 1 ? used : early;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.1f | %d | %d |%n",
                    minute,
                    outcome.cells(),
                    used / 1024.0 / 1024,
                    server.resident("RssAnon"),
                    server.resident("VmRSS"));
        }
        System.out.printf(
                Locale.ROOT, "%nin use after a collection: %+,d KB since the first minute%n", (used - early) / 1024);
        return stored;
    }

    /** The server was killed; everything that got a 200 must be there, or the figures are not those of durable answers. */
    static void requireStored(Path folder, long answered) throws IOException {
        try (AnswerStore store = LocalAnswerStore.open(folder.resolve("answers"))) {
            long found = 0;
            for (LocalDate week : store.weeks()) {
                found += store.count(week);
            }
            if (found < answered) {
                throw new IllegalStateException(
                        "the store holds " + found + " answers, expected at least the " + answered + " answered 200");
            }
        }
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
