package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server treats senders that are slow, many, greedy or sly. */
class SlowAndGreedyClientsTest {

    @TempDir
    Path folder;

    @Test
    void slowSender_isToldAndCutOff() throws Exception {
        try (TestCollection collection = TestCollection.start(config(Duration.ofMillis(300), 4096, 0));
                Socket socket = connect(collection)) {
            write(socket, "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
            assertThat(all(socket)).startsWith("HTTP/1.1 408 ").contains("Limpid-Refusal: too-slow");
        }
    }

    @Test
    void senderWhoNeverFinishesItsHead_isCutOffHoweverBusyItLooks() throws Exception {
        try (TestCollection collection = TestCollection.start(config(Duration.ofMillis(500), 4096, 0));
                Socket socket = connect(collection)) {
            // An occasional byte keeps an idle timer from expiring, but not a deadline.
            assertThatThrownBy(() -> {
                        write(socket, "GET / HTTP/1.1\r\n");
                        for (int i = 0; i < 100_000; i++) {
                            write(socket, "X: y\r\n".substring(i % 6, i % 6 + 1));
                            socket.setSoTimeout(20);
                            try {
                                if (socket.getInputStream().read() < 0) {
                                    throw new IOException("cut off");
                                }
                            } catch (SocketTimeoutException e) {
                                // not yet
                            }
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void connectionsBeyondTheLimit_areClosedAtOnce() throws Exception {
        try (TestCollection collection = TestCollection.start(config(Duration.ofSeconds(20), 3, 0))) {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Socket socket = connect(collection);
                write(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                open.add(socket);
            }
            try (Socket fourth = connect(collection)) {
                assertThat(all(fourth)).isEmpty();
            }
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws Exception {
        try (TestCollection collection = TestCollection.start(folder);
                Socket socket = connect(collection)) {
            String post = "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nContent-Length: "
                    + TestCollection.REPORT.length() + "\r\n\r\n" + TestCollection.REPORT;
            write(
                    socket,
                    post + "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + post
                            + "GET /nowhere.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(all(socket).lines().filter(line -> line.startsWith("HTTP/1.1 ")))
                    .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
        }
    }

    @Test
    void chunkedBody_isTaken() throws Exception {
        try (TestCollection collection = TestCollection.start(folder);
                Socket socket = connect(collection)) {
            write(
                    socket,
                    "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nExpect:"
                            + " 100-continue\r\nConnection: close\r\n\r\n");
            String report = TestCollection.REPORT;
            for (int i = 0; i < report.length(); i += 50) {
                String chunk = report.substring(i, Math.min(report.length(), i + 50));
                write(socket, Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            }
            write(socket, "0\r\n\r\n");
            assertThat(all(socket)).startsWith("HTTP/1.1 100 Continue").contains("HTTP/1.1 200 OK");
            assertThat(collection.stored()).containsExactly(TestCollection.ANSWER);
        }
    }

    @Test
    void bombs_areRefusedWithoutBeingUnpacked() throws Exception {
        byte[] zeros = new byte[100 << 20];
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(zeros);
        }
        try (TestCollection collection = TestCollection.start(folder)) {
            assertThat(collection
                            .post("upload/2026-11-16", gzipped.toByteArray(), "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(413);
            assertThat(collection
                            .post("upload/2026-11-16", Zstd.compress(zeros), "Content-Encoding", "zstd")
                            .statusCode())
                    .isEqualTo(413);
            assertThat(collection
                            .post("upload/2026-11-16", "x", "Content-Encoding", "br")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(collection
                            .post("upload/2026-11-16", "x", "Content-Encoding", "zstd")
                            .statusCode())
                    .isEqualTo(400);
            collection.awaitNothingUnderWay();
        }
    }

    @Test
    void network_maySendSoMuchInAMinuteAndNoMore() throws Exception {
        CollectionSettings limited = CollectionSettings.of(TestCollection.NAME, folder)
                .withLimits(new IntakeLimits(5, 0, Duration.ofDays(21), Duration.ofDays(365), 0));
        try (TestCollection collection = TestCollection.start(ServerSettings.local(List.of(limited)))) {
            for (int i = 0; i < 5; i++) {
                assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                        .isEqualTo(200);
            }
            var refused = collection.post("answers", TestCollection.ANSWER);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("60");
            assertThat(collection.get("privacy").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void severalCollections_areKeptApart() throws Exception {
        String base = "http://localhost/";
        List<CollectionSettings> both = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            both.add(new CollectionSettings(
                    name + ".example.org",
                    folder.resolve(name),
                    Optional.of(URI.create(base + name + "/")),
                    IntakeLimits.usual(),
                    Optional.empty()));
        }
        try (TestCollection collections = TestCollection.start(ServerSettings.local(both));
                Socket socket = connect(collections)) {
            write(
                    socket,
                    "POST /one/upload/2026-11-16 HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                            + TestCollection.REPORT.length() + "\r\n\r\n" + TestCollection.REPORT
                            + "GET /two/log/config/checkpoint HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            + "GET /two HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            + "GET /three/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answers = all(socket);
            assertThat(answers.lines().filter(line -> line.startsWith("HTTP/1.1 ")))
                    .containsExactly(
                            "HTTP/1.1 200 OK",
                            "HTTP/1.1 200 OK",
                            "HTTP/1.1 308 Permanent Redirect",
                            "HTTP/1.1 404 Not Found");
            assertThat(answers).contains("two.example.org/config\n1\n");
            assertThat(TestCollection.stored(collections.server().collection("one.example.org"), TestCollection.WEEK))
                    .hasSize(1);
            assertThat(TestCollection.stored(collections.server().collection("two.example.org"), TestCollection.WEEK))
                    .isEmpty();
        }
    }

    @Test
    void largeFile_isSentInPartsAndNotInMemory() throws Exception {
        try (TestCollection collection =
                TestCollection.start(ServerSettings.local(TestCollection.NAME, folder), TestCollection.LATER)) {
            collection.post("answers", TestCollection.ANSWER);
            collection.only().publishNow();
            byte[] whole = Files.readAllBytes(
                    collection.only().published().answers(TestCollection.WEEK).orElseThrow());
            var part = collection.get("data/2026-11-09.ndjson.zst", "Range", "bytes=1-4");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1-4/" + whole.length);
            assertThat(collection
                            .get("data/2026-11-09.ndjson.zst", "Range", "bytes=" + whole.length + "-")
                            .statusCode())
                    .isEqualTo(416);
        }
    }

    @Test
    void symbolList_dropsStacksThatShowOtherFramesAndKeepsTheAnswer() throws Exception {
        Path symbols = Files.createDirectories(folder.resolve("symbols/example.org"));
        Files.writeString(symbols.resolve("tool@1.2.0.txt"), "org.example.Main.main\norg.example.Main.run\n");
        String stacks = "\"tool/crash\\norg.example.Main.run:+3\\norg.example.Main.main:+1\":1,"
                + "\"tool/crash\\norg.example.Secret.name:+1\":2";
        try (TestCollection collection = TestCollection.start(folder)) {
            String answer =
                    TestCollection.ANSWER.replace("tool-start", "tool-crash").replace("\"tool/start\":3", stacks);
            assertThat(collection.post("answers", answer).body()).isEqualTo("the answer is stored\n");
            assertThat(collection.stored())
                    .singleElement()
                    .asString()
                    .contains("Main.run")
                    .doesNotContain("Secret");
        }
    }

    private ServerSettings config(Duration requestTime, int connections, int perPrefix) {
        HttpLimits usual = HttpLimits.usual();
        ServerSettings local = ServerSettings.local(TestCollection.NAME, folder);
        return new ServerSettings(
                local.listen(),
                local.operations(),
                local.tls(),
                new HttpLimits(
                        usual.bodyBytes(),
                        usual.memoryBytes(),
                        connections,
                        perPrefix,
                        requestTime,
                        usual.idleTime(),
                        0),
                local.publishEvery(),
                local.collections());
    }

    private static Socket connect(TestCollection collection) throws IOException {
        Socket socket = new Socket(
                collection.server().address().getAddress(),
                collection.server().address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String all(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
