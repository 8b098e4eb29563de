package dev.limpid.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One address that holds as many resources as it can: bodies that never end, connections, and pages that it does not read. */
final class HostileSender implements AutoCloseable {

    private static final String FROM = "127.0.0.1";

    private final InetSocketAddress server;
    private final List<Socket> held = new ArrayList<>();

    HostileSender(InetSocketAddress server) {
        this.server = server;
    }

    /** Starts this many bodies, sends a part of each, and keeps the connections open. */
    String holdUploads(int count, int declared, int sent) {
        byte[] head = ("POST /upload/" + BenchmarkReport.WEEK + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + declared + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[sent];
        AtomicInteger hungUp = new AtomicInteger();
        List<Socket> sockets = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> {
                    Socket socket = connect();
                    try {
                        socket.getOutputStream().write(head);
                        socket.getOutputStream().write(body);
                    } catch (IOException e) {
                        hungUp.incrementAndGet();
                    }
                    return socket;
                })
                .toList();
        held.addAll(sockets);
        return cell(count - hungUp.get(), hungUp.get());
    }

    /** Does so repeatedly, each time after closing all of its connections. */
    String reopenUploads(int times, int count, int declared, int sent) throws IOException {
        String last = "";
        for (int i = 0; i < times; i++) {
            close();
            last = holdUploads(count, declared, sent);
        }
        return last + " each time";
    }

    /** Requests a page this many times, each time over a new connection. */
    String get(int times) {
        byte[] request = "GET /privacy HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        int answered = IntStream.range(0, times)
                .parallel()
                .map(i -> {
                    try (Socket socket = connect()) {
                        socket.getOutputStream().write(request);
                        return socket.getInputStream().readAllBytes().length > 0 ? 1 : 0;
                    } catch (IOException e) {
                        return 0;
                    }
                })
                .sum();
        return cell(answered, times - answered);
    }

    private static String cell(int answered, int hungUp) {
        return String.format(Locale.ROOT, "%,d, %,d", answered, hungUp);
    }

    private Socket connect() {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getAllByName(FROM)[0], 0));
            socket.setSoTimeout(60_000);
            socket.connect(server, 60_000);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
        held.clear();
    }
}
