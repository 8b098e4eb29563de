package dev.limpid.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewServerTest {

    private ViewServer server;

    @BeforeEach
    void start() throws IOException {
        server = ViewServer.start(() -> ViewPage.html(facts()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void page_showsCountsApprovalStacksAndWhatWasSent() throws IOException {
        String answer = get(server.address().getPath(), "");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("<caption>tool/flag</caption>", "<th scope=\"row\">a</th>", "approved", "stays here")
                .contains("stack tool/failed: 2", "org.example.Main.run:+3")
                .contains("week ended 2026-11-20", "{&quot;Week&quot;");
    }

    @Test
    void page_refersToNothingOutside_andEscapesNames() throws IOException {
        String answer = get(server.address().getPath(), "");
        assertThat(answer)
                .doesNotContain("http://", "https://", "<script", "<img")
                .contains("tool/&lt;script&gt;")
                .contains("Content-security-policy: default-src 'none'; style-src 'self'");
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

    private static ViewFacts facts() {
        ProgramReport program = new ProgramReport(
                new Build("example.org/tool", "1.0", "java17", "linux", "amd64"),
                Map.of("tool/flag:a", 3L, "tool/flag:b", 1L, "tool/<script>", 1L),
                Map.of("tool/failed\norg.example.Main.run:+3", 2L));
        LocalDate week = LocalDate.parse("2026-11-20");
        return new ViewFacts(
                "telemetry.example.org",
                "on 2026-11-01",
                "you chose it",
                "v1.0.0",
                List.of(new Report(week, Optional.empty(), 0.5, "", List.of(program))),
                Map.of("example.org/tool", Set.of("tool/flag:a")),
                new TreeMap<>(Map.of(week, "{\"Week\":\"2026-11-20\"}")),
                List.of());
    }
}
