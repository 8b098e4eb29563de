package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.server.CollectionServer;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server behind a real nginx with the configuration in {@code deploy/}. */
@Needs({Tool.NGINX, Tool.OPENSSL})
class BehindNginxTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate WEEK = LocalDate.parse("2026-11-02");
    private static final String ANSWER = AnswerSubmitter.answer(WEEK, 1);
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void answers_comeThroughNginxAndAreLimitedByTheAddressThatItSaw() throws Exception {
        Path file = Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                folder = data
                trusted-proxies = 1
                answers-per-minute = 2
                [collection telemetry.example.org]
                url = https://telemetry.example.org/
                """);
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            AnswerSubmitter.decide(server);
            try (Nginx nginx = Nginx.start(
                    folder, "nginx.conf", "limpid:8080", server.address().getPort())) {
                assertThat(get(nginx.plain(), "/privacy"))
                        .startsWith("HTTP/1.1 308 ")
                        .contains("https://telemetry.example.org/privacy");
                assertThat(post(nginx, "127.0.7.1", ANSWER))
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("the answer is stored\n");
                assertThat(post(nginx, "127.0.7.2", ANSWER)).as("a resend").startsWith("HTTP/1.1 200 ");
                assertThat(post(nginx, "127.0.7.3", ANSWER))
                        .as("the third of one network, whatever it says of itself")
                        .startsWith("HTTP/1.1 429 ")
                        .contains("Limpid-Refusal: too-many-uploads\r\n");
                assertThat(post(nginx, "127.0.8.1", ANSWER.replace("\"1.0.0\"", "\"9.9.9\"")))
                        .as("another network, and a refusal that comes through whole")
                        .startsWith("HTTP/1.1 422 ")
                        .contains("Limpid-Refusal: unknown-version\r\n");
                server.collections().get(0).publishNow();
                assertThat(nginx.exchange(
                                "127.0.9.1", "GET /data/index.json HTTP/1.0\r\nHost: telemetry.example.org\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ")
                        .contains(WEEK.toString());
            }
        }
        assertThat(Files.readString(folder.resolve("nginx.log"))).doesNotContain("127.0.");
        assertThat(Nginx.filesWith(folder, "127.0.7.", "127.0.8.", "127.0.9.", "203.0.113."))
                .isEmpty();
    }

    private static String post(Nginx nginx, String from, String answer) throws Exception {
        return nginx.exchange(
                from,
                "POST /answers HTTP/1.1\r\nHost: telemetry.example.org\r\nConnection: close\r\nLimpid-Token: " + TOKEN
                        + "\r\n"
                        + "X-Forwarded-For: 203.0.113." + from.substring(from.length() - 1) + "\r\nContent-Length: "
                        + answer.length() + "\r\n\r\n" + answer);
    }

    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.0\r\nHost: telemetry.example.org\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
