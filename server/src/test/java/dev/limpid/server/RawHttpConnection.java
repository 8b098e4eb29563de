package dev.limpid.server;

import dev.limpid.protocol.report.PermanentRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A connection to a server on which the test controls every byte, from one of the machine's own many addresses. */
record RawHttpConnection(Socket socket) implements AutoCloseable {

    /** The response: the status of the first line, the header lines, the body. */
    record Answer(int status, List<String> lines, String body) {

        Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ": ";
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst();
        }

        /** Whether a client that gets this response never sends its report again. */
        boolean isFinal() {
            return PermanentRefusal.isFinal(status, header(PermanentRefusal.HEADER));
        }
    }

    static RawHttpConnection to(CollectionServer server) {
        return to(server.address(), "127.0.0.1");
    }

    static RawHttpConnection to(InetSocketAddress address, String from) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(address);
            socket.setSoTimeout(30_000);
            return new RawHttpConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawHttpConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawHttpConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The next response; its length says where the body ends. */
    Answer answer() throws IOException {
        Answer bare = head();
        int length = bare.header("Content-Length").map(Integer::parseInt).orElse(0);
        byte[] body = socket.getInputStream().readNBytes(length);
        return new Answer(bare.status(), bare.lines(), new String(body, StandardCharsets.ISO_8859_1));
    }

    /** The next response without a body, as for HEAD. */
    Answer head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("hung up after " + head);
            }
            head.write(next);
        }
        List<String> lines =
                Arrays.asList(head.toString(StandardCharsets.ISO_8859_1).split("\r\n"));
        return new Answer(Integer.parseInt(lines.get(0).substring(9, 12)), lines, "");
    }

    /** Whether the server ends the connection without another byte. */
    boolean isHungUp() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
