package dev.limpid.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Listens on a wire: forwards every byte in both directions and keeps it. */
final class WireTap implements AutoCloseable {

    private final ServerSocket socket;
    private final URI to;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();

    private WireTap(URI to) throws IOException {
        this.to = to;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::listen);
    }

    static WireTap before(URI to) throws IOException {
        return new WireTap(to);
    }

    /** The address to connect to instead. */
    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    /** Everything that was sent there, one character for each byte. */
    String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** Everything that came back. */
    String answered() {
        synchronized (answered) {
            return answered.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket from = socket.accept();
                Socket there = new Socket(to.getHost(), to.getPort());
                start(() -> pass(from, there, sent));
                start(() -> pass(there, from, answered));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Socket from, Socket there, ByteArrayOutputStream kept) {
        try (from;
                there) {
            InputStream in = from.getInputStream();
            OutputStream out = there.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, length);
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // one end disconnected
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "recorder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
