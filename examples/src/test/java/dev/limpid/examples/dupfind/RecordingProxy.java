package dev.limpid.examples.dupfind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that keeps every byte that it is sent, and answers every request with "not found". */
final class RecordingProxy implements AutoCloseable {

    private static final byte[] NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    RecordingProxy() throws IOException {
        Thread accepting = new Thread(this::accept, "recording-proxy");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What each connection sent, as Latin-1. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (true) {
            try (Socket connection = socket.accept()) {
                serve(connection);
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private void serve(Socket connection) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        InputStream in = connection.getInputStream();
        String text = "";
        for (int b = in.read(); b >= 0; b = in.read()) {
            request.write(b);
            text = request.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                break;
            }
        }
        requests.add(text);
        connection.getOutputStream().write(NOT_FOUND);
    }
}
