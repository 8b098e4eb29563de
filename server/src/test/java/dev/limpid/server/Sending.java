package dev.limpid.server;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.server.http.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Sends reports to a server that is ended meanwhile, and reads what was published of them. */
final class Sending {

    private Sending() {}

    /** Sends one report after the other, and notes those that were answered 200. */
    static void untilItEnds(URI url, Supplier<String> reports, Set<String> answered) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (true) {
                String report = reports.get();
                out.write(("POST /upload/2026-11-16 HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + report.length()
                                + "\r\n\r\n" + report)
                        .getBytes(StandardCharsets.US_ASCII));
                if (!isOk(in)) {
                    return;
                }
                answered.add(report);
            }
        } catch (IOException e) {
            // The server was killed: whether it took the report nobody knows, and nobody was told.
        }
    }

    /** Reads one answer. */
    private static boolean isOk(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server hung up");
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(lower.substring(at, lower.indexOf("\r\n", at)));
        return in.readNBytes(length).length == length && head.indexOf("HTTP/1.1 200 ") == 0;
    }

    static List<String> published(TestCollection collection) throws IOException, InterruptedException {
        Path file = collection.only().published().reports(TestCollection.WEEK).orElseThrow();
        byte[] packed = Answer.file("application/zstd", file).bytes();
        try (InputStream plain = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
