package dev.limpid.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many connections that each send an answer, one byte every five seconds. One that is disconnected is replaced. A separate thread
 * serves all of them.
 */
final class SlowConnections implements AutoCloseable {

    private static final byte[] HEAD = "POST /answers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private static final long EACH_NANOS = 5_000_000_000L;

    private static final long PAUSE_NANOS = 5_000_000;

    private final InetSocketAddress address;
    private final ArrayDeque<Place> inTurn = new ArrayDeque<>();
    private final AtomicLong replaced = new AtomicLong();
    private final Thread thread = new Thread(this::go, "slow");
    private volatile boolean open = true;

    private static final class Place {
        private final SocketChannel channel;
        private int sent;
        private long due;

        private Place(SocketChannel channel, long due) {
            this.channel = channel;
            this.due = due;
        }
    }

    private SlowConnections(InetSocketAddress address) {
        this.address = address;
    }

    /** Opens the connections, and returns once all are open. */
    static SlowConnections open(InetSocketAddress address, int count) throws IOException {
        SlowConnections slow = new SlowConnections(address);
        for (int i = 0; i < count; i++) {
            slow.inTurn.add(slow.connect(System.nanoTime()));
        }
        long begin = System.nanoTime();
        int at = 0;
        for (Place place : slow.inTurn) {
            place.due = begin + at++ * EACH_NANOS / count;
        }
        slow.thread.start();
        return slow;
    }

    /** How many were disconnected and replaced. */
    long replaced() {
        return replaced.get();
    }

    private Place connect(long due) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        return new Place(channel, due);
    }

    private void go() {
        ByteBuffer read = ByteBuffer.allocate(4096);
        try {
            while (open) {
                Place place = inTurn.remove();
                while (open && place.due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                long next = place.due + EACH_NANOS;
                if (goesOn(place, read.clear())) {
                    place.due = next;
                    inTurn.add(place);
                } else {
                    place.channel.close();
                    replaced.incrementAndGet();
                    inTurn.add(connect(next));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the next byte. Returns false if the server disconnected or answered. */
    private static boolean goesOn(Place place, ByteBuffer read) {
        try {
            if (place.channel.read(read) != 0) {
                return false;
            }
            byte next = place.sent < HEAD.length ? HEAD[place.sent] : (byte) ' ';
            place.sent += place.channel.write(ByteBuffer.wrap(new byte[] {next}));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Place place : inTurn) {
            place.channel.close();
        }
    }
}
