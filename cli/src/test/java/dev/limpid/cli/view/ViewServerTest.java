package dev.limpid.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.web.local.LocalHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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
        server = ViewServer.start(ViewServerTest::home);
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
    void pages_carryAPolicyThatAllowsNothingFromElsewhere() throws IOException {
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
    void homeThatCannotBeRead_isSaidSo() throws IOException {
        server.close();
        server = ViewServer.start(() -> {
            throw new IOException("local: permission denied");
        });
        assertThat(get(server.address().getPath(), ""))
                .startsWith("HTTP/1.1 500")
                .contains("the telemetry home cannot be read: local: permission denied");
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
                List.of(),
                List.of(new LocalHome.Week(week, true, report, List.of(), "Sent.", List.of())),
                List.of(new LocalHome.Sent(week, Optional.empty(), "{\"Week\":\"2026-11-20\"}")));
    }
}
