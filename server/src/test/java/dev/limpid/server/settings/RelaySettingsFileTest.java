package dev.limpid.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.relay.RelaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class RelaySettingsFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void secret() throws Exception {
        Files.writeString(folder.resolve("secret"), "0123456789abcdef\n");
    }

    @Test
    void relay_isReadWithItsGateways() throws Exception {
        RelaySettings config = RelaySettingsFile.parse("relay.conf", """
                listen = 127.0.0.1:0
                messages-per-minute = 10
                [gateway telemetry.example.org/tool]
                url = https://telemetry.example.org/tool/oblivious
                secret-file = secret
                connections = 3
                """, folder);
        assertThat(config.perMinute()).isEqualTo(10);
        assertThat(config.gateways()).singleElement().satisfies(gateway -> {
            assertThat(gateway.name()).isEqualTo("telemetry.example.org/tool");
            assertThat(gateway.url()).hasPath("/tool/oblivious/");
            assertThat(gateway.secret()).contains("0123456789abcdef");
            assertThat(gateway.connections()).isEqualTo(3);
            assertThat(gateway).asString().doesNotContain("0123456789abcdef");
        });
    }

    @Test
    void fileToBeginWith_isGood() throws Exception {
        Path file = Path.of(System.getProperty("limpid.root"), "deploy", "relay.conf");
        assertThat(RelaySettingsFile.read(file).gateways()).hasSize(1);
    }

    @Test
    void log_liesBesideTheGateway_unlessTheFileSaysElse() throws Exception {
        RelaySettings config = RelaySettingsFile.parse("relay.conf", """
                [gateway a]
                url = https://telemetry.example.org/tool/oblivious
                [gateway b]
                url = https://intake.example.org/oblivious
                log = https://telemetry.example.org/log
                [gateway c]
                url = https://telemetry.example.org/oblivious/
                log = none
                """, folder);
        assertThat(config.gateways())
                .extracting(gateway -> gateway.log().map(String::valueOf).orElse("none"))
                .containsExactly(
                        "https://telemetry.example.org/tool/log/", "https://telemetry.example.org/log/", "none");
        assertThatThrownBy(() -> RelaySettingsFile.parse("relay.conf", """
                        [gateway a]
                        url = https://telemetry.example.org/oblivious
                        log = off
                        """, folder))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .asString()
                                .contains("log is \"off\"")
                                .contains("or none"));
    }

    @Test
    void everyProblem_isToldAtOnce() {
        assertThatThrownBy(() -> RelaySettingsFile.parse("relay.conf", """
                        listen = nowhere
                        forward = anything
                        [gateway readyz]
                        [proxy x]
                        url = https://a.example/
                        secret-file = gone
                        """, folder))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .anyMatch(line -> line.contains("listen"))
                                .anyMatch(line -> line.contains("forward"))
                                .anyMatch(line -> line.contains("[gateway readyz]"))
                                .anyMatch(line -> line.contains("has no url"))
                                .anyMatch(line -> line.contains("[proxy x]"))
                                .anyMatch(line -> line.contains("secret-file")));
        assertThatThrownBy(() -> RelaySettingsFile.parse("relay.conf", "", folder))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems()).singleElement().asString().contains("there is no gateway"));
    }

    @Test
    void gateway_thatNobodyCouldReach_isTold_once() {
        assertThatThrownBy(() -> RelaySettingsFile.parse("relay.conf", """
                        [gateway a]
                        url = https://name:word@telemetry.example.org/oblivious
                        [gateway b]
                        url = https://my_host/oblivious
                        [gateway ..]
                        url = https://telemetry.example.org/oblivious
                        [gateway c/./d]
                        url = https://telemetry.example.org/oblivious
                        """, folder))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .anyMatch(line -> line.startsWith("relay.conf:2: url is"))
                                .anyMatch(line -> line.startsWith("relay.conf:4: url is"))
                                .anyMatch(line -> line.contains("[gateway ..]"))
                                .anyMatch(line -> line.contains("[gateway c/./d]")));
    }

    @Test
    void secret_isNotSentToOtherMachinesWithoutTls() throws Exception {
        for (String near : List.of(
                "https://telemetry.example.org",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "http://[fd00::1]",
                "http://10.0.0.7",
                "http://limpid:8080")) {
            String text = "[gateway a]\nurl = " + near + "/oblivious\nsecret-file = secret\n";
            assertThat(RelaySettingsFile.parse("relay.conf", text, folder).gateways())
                    .as(near)
                    .hasSize(1);
        }
        for (String far : List.of("http://telemetry.example.org", "http://203.0.113.5:8080", "http://[2001:db8::1]")) {
            String text = "[gateway a]\nurl = " + far + "/oblivious\n";
            assertThat(RelaySettingsFile.parse("relay.conf", text, folder).gateways())
                    .as(far)
                    .hasSize(1);
            assertThatThrownBy(() -> RelaySettingsFile.parse("relay.conf", text + "secret-file = secret\n", folder))
                    .as(far)
                    .isInstanceOfSatisfying(
                            InvalidSettingsException.class,
                            e -> assertThat(e.problems())
                                    .singleElement()
                                    .asString()
                                    .contains("expected https"));
        }
    }

    @Test
    void server_namesItsRelays() throws Exception {
        ServerSettings config = ServerSettingsFile.parse("limpid.conf", """
                [relay relay.example.net]
                secret-file = secret
                messages-per-day = 7
                [collection telemetry.example.org]
                relays = https://relay.example.net/telemetry.example.org, https://other.example.com/r
                relay-fallback = direct
                """, folder);
        Optional<GatewaySettings> gateway = config.collections().get(0).gateway();
        assertThat(gateway.orElseThrow().urls()).hasSize(2);
        assertThat(gateway.get().direct()).isTrue();
        assertThat(gateway.get().accounts()).singleElement().satisfies(account -> {
            assertThat(account.name()).isEqualTo("relay.example.net");
            assertThat(account.perDay()).isEqualTo(7);
        });
        assertThat(config).asString().doesNotContain("0123456789abcdef");
    }

    @Test
    void server_thatNamesRelaysWrongly_isTold() {
        assertThatThrownBy(() -> ServerSettingsFile.parse("limpid.conf", """
                        [collection telemetry.example.org]
                        relays = ftp://relay.example.net
                        relay-fallback = maybe
                        """, folder))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .anyMatch(line -> line.contains("relays is"))
                                .anyMatch(line -> line.contains("relay-fallback")));
        assertThatThrownBy(() -> ServerSettingsFile.parse("limpid.conf", """
                        [collection telemetry.example.org]
                        relays = https://relay.example.net/x
                        """, folder))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems()).singleElement().asString().contains("no heading like [relay"));
    }
}
