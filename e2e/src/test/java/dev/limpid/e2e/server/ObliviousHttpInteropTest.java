package dev.limpid.e2e.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.oblivious.RelayAccount.Secret;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.uploader.send.ObliviousAnswerSender;
import dev.limpid.uploader.send.ObliviousAnswerSender.DeliveryResult;
import dev.limpid.uploader.send.SendResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our relay, gateway and client with other implementations of Oblivious HTTP. */
class ObliviousHttpInteropTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final LocalDate WEEK = LocalDate.parse("2026-11-09");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final String ANSWER =
            "{\"Week\":\"2026-11-09\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/tool-start\",\"Builds\":["
                    + "{\"Version\":\"1.2.0\",\"Counts\":{\"tool/start\":3}}]}";
    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start
            """;

    @TempDir
    Path folder;

    @Test
    @Needs(Tool.OHTTP_CRATE)
    void crate_asClient_isUnderstoodByRelayAndGateway() throws Exception {
        judgeAsClient(List.of(judge(Tool.OHTTP_CRATE), "client"));
    }

    @Test
    @Needs(Tool.OHTTP_GO)
    void goPackage_asClient_isUnderstoodByRelayAndGateway() throws Exception {
        judgeAsClient(List.of(judge(Tool.OHTTP_GO)));
    }

    private void judgeAsClient(List<String> judge) throws Exception {
        CollectionSettings settings = CollectionSettings.of("telemetry.example.org", folder)
                .withRelays(new GatewaySettings(
                        List.of("https://relay.example.net/r"),
                        false,
                        List.of(new RelayAccount("relay", Optional.of(Secret.of("0123456789abcdef")), 0, 0))));
        try (CollectionServer server = CollectionServer.start(ServerSettings.local(List.of(settings)), CLOCK);
                RelayServer relay = RelayServer.start(
                        RelaySettings.local(new RelaySettings.Destination(
                                "r", server.url().resolve("oblivious"), Optional.of("0123456789abcdef"), 4, 10)),
                        CLOCK)) {
            HostedCollection collection = server.collections().get(0);
            collection.publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, Participation.UNKNOWN);
            KeyConfig key = collection
                    .configurationInForce()
                    .orElseThrow()
                    .relays()
                    .orElseThrow()
                    .key();
            String hex = HexFormat.of().formatHex(key.bytes());
            assertThat(run(judge, ANSWER, hex, relay.url() + "r", "/answers", TOKEN))
                    .isEqualTo("200 the answer is stored");
            assertThat(run(judge, ANSWER, hex, relay.url() + "r", "/answers", TOKEN))
                    .isEqualTo("200 the answer is stored");
            assertThat(run(judge, ANSWER.replace("start\":3", "other\":3"), hex, relay.url() + "r", "/answers", TOKEN))
                    .startsWith("422 ")
                    .contains("tool/other");
            List<String> stored = new ArrayList<>();
            collection.answers().read(WEEK, answer -> stored.add(new String(answer, UTF_8)));
            assertThat(stored).containsExactly(ANSWER);
        }
    }

    @Test
    @Needs(Tool.OHTTP_CRATE)
    void crate_asServer_understandsOurClient() throws Exception {
        Process server = new ProcessBuilder(judge(Tool.OHTTP_CRATE), "server", "2")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            String[] where = String.valueOf(lines.readLine()).split(" ", -1);
            ObliviousAnswerSender sender = new ObliviousAnswerSender(
                    URI.create("http://127.0.0.1:" + where[0] + "/"),
                    KeyConfig.read(HexFormat.of().parseHex(where[1])),
                    URI.create("https://telemetry.example.org/answers"),
                    Proxy.NO_PROXY,
                    Duration.ofSeconds(30),
                    new SecureRandom());
            for (String answer : List.of(ANSWER, "{}")) {
                assertThat(sender.send(TOKEN, answer.getBytes(UTF_8)))
                        .isEqualTo(new DeliveryResult.Answered(new SendResult.Accepted()));
                assertThat(lines.readLine()).isEqualTo("POST /answers " + TOKEN + " " + answer);
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static String judge(Tool tool) {
        return Tool.judge(tool).orElseThrow().toString();
    }

    private static String run(List<String> judge, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(judge);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        process.waitFor();
        return said;
    }
}
