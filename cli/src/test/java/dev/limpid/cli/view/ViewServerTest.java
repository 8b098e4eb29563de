package dev.limpid.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewServerTest {

    private ViewServer server;

    @BeforeEach
    void start() throws IOException {
        server = ViewServer.start(ViewServerTest::home, SiteMessages.local("en"), ViewServerTest::fail);
    }

    private static void fail(String sentence) {
        throw new AssertionError(sentence);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pages_showCountsApprovalStacksAndWhatWasSent() throws IOException {
        assertThat(get(server.address().getPath(), ""))
                .startsWith("HTTP/1.1 200")
                .contains("telemetry.example.org", "2026-11-20");
        assertThat(get(server.address().getPath() + "weeks/2026-11-20", ""))
                .startsWith("HTTP/1.1 200")
                .contains("tool/flag", "org.example.Main.run:+3");
        assertThat(get(server.address().getPath() + "sent/", "")).contains("2026-11-20");
        assertThat(get(server.address().getPath() + "weeks/2031-01-01", "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void pages_haveAContentSecurityPolicyThatAllowsNoOtherOrigin() throws IOException {
        String answer = get(server.address().getPath() + "weeks/2026-11-20", "");
        assertThat(answer)
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
                .doesNotContain("src=\"http", "href=\"http")
                .contains("tool/&lt;script&gt;");
    }

    @Test
    void address_isLoopbackWithASecretPath() {
        assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(server.address().getPath()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/style.css", "/guess/", "/guess/style.css"})
    void pathWithoutTheSecret_isRefused(String path) throws IOException {
        assertThat(get(path, "")).startsWith("HTTP/1.1 403").doesNotContain("tool/flag");
    }

    @Test
    void hostThatWasReboundToThisMachine_isRefused() throws IOException {
        URI address = server.address();
        String answer = ask("GET " + address.getPath() + " HTTP/1.1\r\nHost: evil.example:" + address.getPort()
                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("tool/flag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void requestOfAnotherSite_isRefused(String site) throws IOException {
        assertThat(get(server.address().getPath(), "Sec-Fetch-Site: " + site + "\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void post_isRefused() throws IOException {
        String answer = ask("POST " + server.address().getPath() + " HTTP/1.1\r\nHost: "
                + server.address().getAuthority() + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void unreadableHome_isReported() throws IOException {
        server.close();
        server = ViewServer.start(
                () -> {
                    throw new IOException("local: permission denied");
                },
                SiteMessages.local("en"),
                ViewServerTest::fail);
        assertThat(get(server.address().getPath(), ""))
                .startsWith("HTTP/1.1 500")
                .contains("the telemetry home cannot be read: local: permission denied");
    }

    /** Any user of the machine may connect; nobody else has to wait for them. */
    @Test
    void unfinishedRequests_delayNobody_andAreLimited() throws IOException {
        List<Socket> halfSent = new ArrayList<>();
        try {
            for (int i = 0; i < 4 * LocalConnections.MOST_WAITING; i++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
                halfSent.add(socket);
            }
            assertThat(get(server.address().getPath(), "")).startsWith("HTTP/1.1 200");
            assertThat(halfSent.get(0).getInputStream().read())
                    .as("the oldest was dropped")
                    .isEqualTo(-1);
        } catch (SocketException e) {
            assertThat(e).as("the oldest was dropped").hasMessageContaining("reset");
        } finally {
            for (Socket socket : halfSent) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET /\r\n\r\n", "\r\n\r\n", "GET / HTTP/1.1\r\n: \r\n"})
    void malformedRequest_isNotAnswered_andTheNextOneIs(String nonsense) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(nonsense.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(get(server.address().getPath(), "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void secondHost_isRefused() throws IOException {
        assertThat(get(server.address().getPath(), "Host: evil.example\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void server_endsWhenNoPageIsRequested() throws InterruptedException {
        server.awaitIdle(Duration.ofNanos(1));
    }

    private String get(String path, String headers) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + server.address().getAuthority() + "\r\n" + headers
                + "Connection: close\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static LocalHome home() {
        ProgramReport program = new ProgramReport(
                new Build("example.org/tool", "1.0", "java17", "linux", "amd64"),
                Map.of("tool/flag:a", 3L, "tool/flag:b", 1L, "tool/<script>", 1L),
                Map.of("tool/failed\norg.example.Main.run:+3", 2L));
        LocalDate week = LocalDate.parse("2026-11-20");
        Report report = new Report(week, Optional.empty(), 0.5, "", List.of(program));
        return new LocalHome(
                "telemetry.example.org",
                "limpid",
                "on",
                "you chose it",
                Optional.empty(),
                List.of(new LocalHome.Week(week, true, report, List.of(), List.of(), "Sent.")),
                List.of(new LocalHome.Sent(
                        week,
                        Optional.empty(),
                        List.of(new LocalHome.Answered("Flags", "", "{\"Week\":\"2026-11-16\"}")))),
                List.of());
    }
}
