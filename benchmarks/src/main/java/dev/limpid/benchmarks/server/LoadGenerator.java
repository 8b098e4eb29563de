package dev.limpid.benchmarks.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends requests over many connections from one thread, each connection one request after the other, and records how long every
 * response took, including opening a new connection. At a fixed rate, this is measured from when the request was due, so waiting for a
 * connection is included.
 */
final class LoadGenerator {

    private static final int BUCKETS = 100_000;
    private static final int BUCKET_MICROS = 10;

    private final InetSocketAddress address;
    private final int connections;
    private final Requests requests;
    private final boolean fresh;
    private final int rate;
    private final ArrayDeque<SelectionKey> idle = new ArrayDeque<>();
    private final long[] latencies = new long[BUCKETS];
    private final long firstNumber = ThreadLocalRandom.current().nextLong(0, 8_000_000_000L);
    private long begun;
    private long sent;
    private long stored;
    private long refused;

    /**
     * @param fresh whether each request has its own connection
     * @param rate requests per second; 0 for as many as are answered
     */
    LoadGenerator(URI url, int connections, Requests requests, boolean fresh, int rate) {
        this.address = new InetSocketAddress(url.getHost(), url.getPort());
        this.connections = connections;
        this.requests = requests;
        this.fresh = fresh;
        this.rate = rate;
    }

    /** The result of a run. */
    record Outcome(long stored, long refused, Duration time, Duration p50, Duration p99, Duration p999) {
        double perSecond() {
            return stored / (time.toNanos() / 1e9);
        }

        /** The cells that {@code benchmarks/server.sh} shows. */
        String cells() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f | %d | %.1f | %.1f | %.1f",
                    perSecond(),
                    refused,
                    p50.toNanos() / 1e6,
                    p99.toNanos() / 1e6,
                    p999.toNanos() / 1e6);
        }
    }

    private static final class Connection {
        private final ByteBuffer answer = ByteBuffer.allocate(4096);
        private ByteBuffer request = ByteBuffer.allocate(0);
        private long begun;
    }

    Outcome run(Duration time) throws IOException {
        try (Selector selector = Selector.open()) {
            begun = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                connect(selector);
            }
            long end = begun + time.toNanos();
            while (System.nanoTime() < end) {
                sendDue();
                selector.select(key -> go(selector, key), rate > 0 ? 1 : 100);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Outcome(stored, refused, took, quantile(0.5), quantile(0.99), quantile(0.999));
        }
    }

    private void connect(Selector selector) throws IOException {
        Connection connection = new Connection();
        connection.begun = System.nanoTime();
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        idle.add(channel.register(selector, 0, connection));
        sendDue();
    }

    /** Assigns due requests to idle connections. */
    private void sendDue() {
        long now = System.nanoTime();
        while (!idle.isEmpty()) {
            long due = rate > 0 ? begun + sent * 1_000_000_000L / rate : now;
            if (due > now) {
                return;
            }
            SelectionKey key = idle.remove();
            Connection connection = (Connection) key.attachment();
            if (rate == 0 && fresh) {
                due = connection.begun;
            }
            connection.request = ByteBuffer.wrap(requests.request(firstNumber + sent++));
            connection.answer.clear();
            connection.begun = due;
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    private void go(Selector selector, SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isWritable()) {
                channel.write(connection.request);
                key.interestOps(connection.request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } else if (channel.read(connection.answer) < 0) {
                throw new IOException("the server hung up");
            } else if (isWhole(connection.answer)) {
                answered(connection);
                if (fresh) {
                    channel.close();
                    connect(selector);
                } else {
                    key.interestOps(0);
                    idle.add(key);
                    sendDue();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the load cannot go on: " + e.getMessage(), e);
        }
    }

    private void answered(Connection connection) {
        int bucket = (int) ((System.nanoTime() - connection.begun) / 1000 / BUCKET_MICROS);
        latencies[Math.min(bucket, BUCKETS - 1)]++;
        if (connection.answer.get(9) == '2') {
            stored++;
        } else {
            refused++;
        }
    }

    /** Whether the answer ends with its body: the bodies of these answers end with the only line feed after the head. */
    private static boolean isWhole(ByteBuffer answer) {
        String text =
                StandardCharsets.ISO_8859_1.decode(answer.duplicate().flip()).toString();
        int body = text.indexOf("\r\n\r\n");
        return body >= 0 && text.length() > body + 4 && text.endsWith("\n");
    }

    private Duration quantile(double q) {
        long rank = (long) Math.ceil(q * (stored + refused));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += latencies[i];
            if (seen >= rank) {
                return Duration.ofNanos((i + 1L) * BUCKET_MICROS * 1000);
            }
        }
        return Duration.ofSeconds(1);
    }
}
