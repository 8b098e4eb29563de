package dev.limpid.benchmarks.sending;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers every request with 200 and counts the bytes. Prints its port, and after a given number of connections the average traffic of
 * each.
 */
final class ByteCountingServer {

    private static final byte[] OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private ByteCountingServer() {}

    /** Serves one connection after the other: the sender waits for each reply. */
    public static void main(String[] arguments) throws IOException {
        int connections = Integer.parseInt(arguments[0]);
        AtomicLong bytes = new AtomicLong();
        AtomicLong requests = new AtomicLong();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            for (int i = 0; i < connections; i++) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket, bytes, requests));
                thread.setDaemon(true);
                thread.start();
            }
            // Senders keep their connections open, so a missing end means nothing; the totals are printed at the end.
            System.in.read();
            System.out.printf(
                    Locale.ROOT,
                    "%.1f requests and %.0f bytes over each of %d connections%n",
                    (double) requests.get() / connections,
                    (double) bytes.get() / connections,
                    connections);
        }
    }

    private static void serve(Socket socket, AtomicLong bytes, AtomicLong requests) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                int length = head(in, bytes);
                if (length < 0) {
                    return;
                }
                bytes.addAndGet(in.readNBytes(length).length);
                requests.incrementAndGet();
                out.write(OK);
            }
        } catch (IOException e) {
            // The sender has ended.
        }
    }

    /** Reads a request's head. Returns the length of its body, or -1 at the end. */
    private static int head(InputStream in, AtomicLong bytes) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            bytes.incrementAndGet();
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip().toLowerCase(Locale.ROOT);
            line.setLength(0);
            if (text.isEmpty()) {
                return length;
            }
            if (text.startsWith("content-length:")) {
                length = Integer.parseInt(text.substring(text.indexOf(':') + 1).strip());
            }
        }
        return -1;
    }
}
