package dev.limpid.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who send a report or read a page every now and then, each time over a new connection: two from another network
 * than the hostile sender's, two from the same network. Records how long each request took, including opening the connection.
 */
final class HonestSenders implements AutoCloseable {

    private static final List<String> FROM = List.of("127.9.0.1", "127.9.0.1", "127.0.0.2", "127.0.0.2");
    private static final int PAUSE_MILLIS = 20;

    private final InetSocketAddress server;
    private final BenchmarkReport report;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private final AtomicLong numbers =
            new AtomicLong(ThreadLocalRandom.current().nextLong(0, 8_000_000_000L));
    private int lost;
    private volatile boolean ended;

    private HonestSenders(InetSocketAddress server, BenchmarkReport report) {
        this.server = server;
        this.report = report;
    }

    /** The result: the durations of all requests, and how many got a response other than 200. */
    record Outcome(long[] nanos, int lost) {

        String tableCells() {
            return String.format(
                    Locale.ROOT,
                    "%,d | %d | %.1f | %.1f | %.1f",
                    nanos.length,
                    lost,
                    quantile(0.5),
                    quantile(0.99),
                    quantile(1));
        }

        private double quantile(double q) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.ceil(q * nanos.length) - 1] / 1e6;
        }
    }

    static HonestSenders start(InetSocketAddress server, BenchmarkReport report) {
        HonestSenders senders = new HonestSenders(server, report);
        for (String from : FROM) {
            Thread thread = new Thread(() -> senders.run(from), "honest " + from);
            senders.threads.add(thread);
            thread.start();
        }
        return senders;
    }

    Outcome stop() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (nanos) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            return new Outcome(sorted, lost);
        }
    }

    private void run(String from) {
        byte[] page = "GET /privacy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; !ended; i++) {
            long begun = System.nanoTime();
            boolean served = isServed(from, i % 4 == 3 ? page : report.request(numbers.incrementAndGet()));
            synchronized (nanos) {
                nanos.add(System.nanoTime() - begun);
                lost += served ? 0 : 1;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isServed(String from, byte[] request) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getAllByName(from)[0], 0));
            socket.setSoTimeout(60_000);
            socket.connect(server, 60_000);
            socket.getOutputStream().write(request);
            byte[] line = socket.getInputStream().readNBytes(12);
            return new String(line, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
