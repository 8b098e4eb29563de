package dev.limpid.server.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server on one port that speaks HTTP as strangely as a test wants. */
final class MisbehavingGateway implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Manner manner;

    /** What it does once it has received a message. */
    interface Manner {
        void answer(String message, OutputStream out) throws IOException;
    }

    MisbehavingGateway(Manner manner) throws IOException {
        this.manner = manner;
        inBackground(this::accept);
    }

    URI url() {
        return url("127.0.0.1");
    }

    URI url(String host) {
        return URI.create("http://" + host + ":" + socket.getLocalPort() + "/oblivious");
    }

    /** What a sealed reply looks like from outside. */
    static String reply(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: message/ohttp-res\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket one = socket.accept();
            inBackground(() -> {
                try (one) {
                    while (true) {
                        manner.answer(message(one.getInputStream()), one.getOutputStream());
                        one.getOutputStream().flush();
                    }
                }
            });
        }
    }

    private static String message(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the relay hung up");
            }
            head.write(next);
        }
        Matcher length = LENGTH.matcher(head.toString(ISO_8859_1));
        return new String(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0), ISO_8859_1);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side disconnected: that is how every connection here ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
