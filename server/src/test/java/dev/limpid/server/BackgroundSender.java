package dev.limpid.server;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.server.http.Response;
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

/** Sends answers to a server that is ended meanwhile, and reads which of them were published. */
final class BackgroundSender {

    private BackgroundSender() {}

    /** Sends one answer after another, and notes those that got a 200. */
    static void untilItEnds(URI url, Supplier<String> answers, Set<String> answered) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (true) {
                String answer = answers.get();
                out.write(("POST /answers HTTP/1.1\r\nHost: localhost\r\nLimpid-Token: "
                                + TestCollection.token(answer) + "\r\nContent-Length: " + answer.length() + "\r\n\r\n"
                                + answer)
                        .getBytes(StandardCharsets.US_ASCII));
                if (!isOk(in)) {
                    return;
                }
                answered.add(answer);
            }
        } catch (IOException e) {
            // The server was killed: nobody knows whether it accepted the answer, and the sender got no reply.
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

    /** The lines of answers that only one machine gave. */
    static List<String> once(Set<String> answers) {
        return answers.stream()
                .map(answer -> answer.substring(0, answer.length() - 1) + ",\"N\":1}")
                .toList();
    }

    /** The published lines: an answer and how many machines gave it. */
    static List<String> published(TestCollection collection) throws IOException, InterruptedException {
        Path file = collection.only().published().answers(TestCollection.WEEK).orElseThrow();
        byte[] packed = Response.file("application/zstd", file).bytes();
        try (InputStream plain = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
