package dev.limpid.dist.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.HeaderField;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.SealedRequest;
import dev.limpid.protocol.question.Relays;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.settings.RelaySettingsFile;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The files in {@code deploy/} with which somebody else runs a relay. */
class RelayDeployTest {

    private static final Path DEPLOY = Path.of(System.getProperty("limpid.root"), "deploy");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final String ANSWER = AnswerSubmitter.answer(LocalDate.parse("2026-11-02"), 1);
    private static final String SECRET = "a-secret-of-the-test-relay";

    @TempDir
    Path folder;

    @Test
    @Needs({Tool.NGINX, Tool.OPENSSL})
    void messages_comeThroughNginxAndTheRelay_andNoAddressIsKept() throws Exception {
        Files.writeString(folder.resolve("relay.secret"), SECRET + "\n");
        Path file = Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                folder = data
                [relay relay.example.net]
                secret-file = relay.secret
                [collection telemetry.example.org]
                relays = https://relay.example.net/telemetry.example.org
                """);
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            AnswerSubmitter.decide(server);
            String text = "messages-per-minute = 2\n"
                    + Files.readString(DEPLOY.resolve("relay.conf"))
                            .replace("listen = 127.0.0.1:8090", "listen = 127.0.0.1:0")
                            .replace("operations = 127.0.0.1:9091", "operations = 127.0.0.1:0")
                            .replace("https://telemetry.example.org/oblivious", server.url() + "oblivious")
                            .replace("# secret-file = relay.secret", "secret-file = relay.secret");
            Path relayFile = Files.writeString(folder.resolve("relay.conf"), text);
            try (RelayServer relay = RelayServer.start(RelaySettingsFile.read(relayFile), CLOCK);
                    Nginx nginx = Nginx.start(
                            folder,
                            "relay-nginx.conf",
                            "relay:8090",
                            relay.url().getPort())) {
                Relays named = server.collections()
                        .get(0)
                        .configurationInForce()
                        .orElseThrow()
                        .relays()
                        .orElseThrow();
                SealedRequest small = seal(named, 0);
                assertThat(status(small, post(nginx, "127.0.7.1", small))).isEqualTo(200);
                SealedRequest largest = seal(named, MessagePadding.longestRequest() - 1024);
                assertThat(largest.message()).hasSizeGreaterThan(MessagePadding.longestRequest());
                assertThat(status(largest, post(nginx, "127.0.7.2", largest)))
                        .as("the largest size")
                        .isLessThan(500);
                SealedRequest third = seal(named, 0);
                assertThat(new String(post(nginx, "127.0.7.3", third), ISO_8859_1))
                        .as("the third of one network, whatever it says of itself")
                        .startsWith("HTTP/1.1 429 ");
                SealedRequest another = seal(named, 0);
                assertThat(status(another, post(nginx, "127.0.8.1", another))).isEqualTo(200);
            }
        }
        assertThat(Files.readString(folder.resolve("nginx.log"))).doesNotContain("127.0.");
        assertThat(Nginx.filesWith(folder, "127.0.7.", "127.0.8.", "203.0.113."))
                .isEmpty();
    }

    @Test
    void unit_startsWhatThereIs_asConfinedAsTheServer() throws Exception {
        List<String> unit = Files.readAllLines(DEPLOY.resolve("limpid-relay.service"));
        List<String> commands = unit.stream()
                .filter(line -> line.startsWith("ExecStart"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
        assertThat(commands)
                .containsExactly(
                        "/opt/limpid/bin/limpid relay --check /etc/limpid/relay.conf",
                        "/opt/limpid/bin/limpid relay /etc/limpid/relay.conf");
        String[] check = commands.get(0).split(" ", -1);
        check[3] = DEPLOY.resolve("relay.conf").toString();
        assertThat(new CommandLine(new RelayCommand()).execute(Arrays.copyOfRange(check, 2, check.length)))
                .isZero();
        List<String> confined = Files.readAllLines(DEPLOY.resolve("limpid.service"));
        assertThat(unit).containsAll(confined.subList(confined.indexOf("NoNewPrivileges=yes"), confined.size()));
    }

    @Test
    @Needs(Tool.SYSTEMD)
    void unit_isUnderstoodBySystemd() throws Exception {
        Path unit = Files.writeString(
                folder.resolve("limpid-relay.service"),
                Files.readString(DEPLOY.resolve("limpid-relay.service"))
                        .replace("/opt/limpid/bin/limpid", "/bin/true")
                        .replace("# LoadCredential=", "LoadCredential="));
        Path said = folder.resolve("said");
        Process judge = new ProcessBuilder("systemd-analyze", "verify", unit.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(judge.waitFor()).as(Files.readString(said)).isZero();
        assertThat(said).hasContent("");
    }

    /**
     * Nothing here runs containers, so this test checks what can be read: which files are mounted, and which server
     * nginx asks.
     */
    @Test
    void composeFile_mountsWhatItSays_andItsNginxAsksItsRelay() throws Exception {
        String compose = Files.readString(DEPLOY.resolve("relay-compose.yaml"));
        String head = compose.substring(0, compose.indexOf("services:"));
        Matcher mounts = Pattern.compile("- \\./([^:]+):(\\S+):ro").matcher(compose);
        int found = 0;
        while (mounts.find()) {
            found++;
            assertThat(Files.exists(DEPLOY.resolve(mounts.group(1))) || head.contains(mounts.group(1)))
                    .as(mounts.group())
                    .isTrue();
        }
        assertThat(found).isEqualTo(5);
        assertThat(compose).contains("  relay:\n").contains("command: [\"relay\", \"/etc/limpid/relay.conf\"]");
        assertThat(head).contains("listen = *:8090");
        assertThat(Files.readString(DEPLOY.resolve("relay-nginx.conf"))).contains("server relay:8090;");
    }

    private static SealedRequest seal(Relays named, int more) throws Exception {
        byte[] answer = (ANSWER + " ".repeat(more)).getBytes(US_ASCII);
        byte[] request = new BinaryRequest(
                        "POST",
                        "https",
                        "telemetry.example.org",
                        "/answers",
                        List.of(new HeaderField("limpid-token", "0123456789abcdef0123456789abcdef")),
                        answer)
                .bytes();
        return SealedRequest.of(named.key(), MessagePadding.padRequest(request), new SecureRandom());
    }

    private static byte[] post(Nginx nginx, String from, SealedRequest sealed) throws Exception {
        byte[] message = sealed.message();
        byte[] head = ("POST /telemetry.example.org HTTP/1.1\r\nHost: relay.example.net\r\nConnection: close\r\n"
                        + "X-Forwarded-For: 203.0.113." + from.substring(from.length() - 1) + "\r\nContent-Type: "
                        + MediaTypes.REQUEST + "\r\nContent-Length: " + message.length + "\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] both = Arrays.copyOf(head, head.length + message.length);
        System.arraycopy(message, 0, both, head.length, message.length);
        return nginx.exchange(from, both);
    }

    /** The server's reply, after it passed both. */
    private static int status(SealedRequest sealed, byte[] reply) throws Exception {
        String text = new String(reply, ISO_8859_1);
        assertThat(text).startsWith("HTTP/1.1 200 ");
        byte[] body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
        return BinaryResponse.read(sealed.open(body)).status();
    }
}
