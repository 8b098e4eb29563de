package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.server.http.Answer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is ended under load, by {@code kill -9} or gracefully: every report that was answered 200 is in the
 * published data, exactly once. {@code -Dlimpid.kills=50} runs the long form.
 */
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("limpid.kills", 4);
    private static final int SENDERS = 6;
    private static final int ENOUGH = 150;

    @TempDir
    Path folder;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void everyAnsweredReport_isPublishedExactlyOnce() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            Process server = start();
            URI url = URI.create(firstLine(server));
            Set<String> before = Set.copyOf(answered);
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new Thread(() -> sendUntilItEnds(url)));
            }
            senders.forEach(Thread::start);
            while (answered.size() < before.size() + ENOUGH && server.isAlive()) {
                Thread.onSpinWait();
            }
            // The last round ends as an operator ends it.
            if (round == KILLS - 1) {
                server.destroy();
            } else {
                server.destroyForcibly();
            }
            for (Thread sender : senders) {
                sender.join();
            }
            server.waitFor();
            assertThat(answered.size()).isGreaterThanOrEqualTo(before.size() + ENOUGH);
        }
        try (TestCollection collection = TestCollection.start(folder)) {
            // A resend of everything changes nothing.
            for (String report : answered.stream().limit(50).toList()) {
                assertThat(collection.post("upload/2026-11-16", report).statusCode())
                        .isEqualTo(200);
            }
            collection.only().publishNow();
            List<String> published = published(collection);
            assertThat(published).doesNotHaveDuplicates();
            assertThat(new HashSet<>(published)).containsAll(answered);
        }
    }

    private void sendUntilItEnds(URI url) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (true) {
                String report = TestCollection.REPORT.replace(":3}", ":" + (1 + number.incrementAndGet()) + "}");
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

    private static List<String> published(TestCollection collection) throws IOException, InterruptedException {
        Path file = collection.only().published().reports(TestCollection.WEEK).orElseThrow();
        byte[] packed = Answer.file("application/zstd", file).bytes();
        try (InputStream plain = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private Process start() throws IOException {
        Path errors = Files.createTempFile(folder.getParent(), "server", ".err");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        folder.toString())
                .redirectError(errors.toFile())
                .start();
    }

    @SuppressWarnings("NullAway") // no line at all fails the test just as well
    private static String firstLine(Process server) throws IOException {
        return new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }
}
