package dev.limpid.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.SealedRequest;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recorders on both wires. The wire to the relay, and what the relay says or writes, contain nothing of an answer's content;
 * the wire to the gateway, and what the server says or writes, contain nothing of its origin. Different answers, and their
 * replies, have equal sizes.
 */
class WhoSeesWhatTest {

    /** An address that only this sender has: a proxy in front of the relay writes it into a header. */
    private static final String ADDRESS = "203.0.113.77";

    private static final Pattern LENGTH = Pattern.compile("content-length: ([0-9]+)", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path folder;

    @Test
    void relaySeesNothingOfTheAnswer_andGatewayNothingOfTheSender() throws Exception {
        PrintStream errors = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        List<String> answers = new ArrayList<>(List.of(
                TestCollection.answer(1),
                TestCollection.answer(987_654_321),
                TestCollection.ANSWER.replace("tool/start\"", "tool/never-asked\""),
                "{}"));
        try (TestCollection collection = TestCollection.start(ServerSettings.local(
                        List.of(RelayedCollection.settings(folder, RelayedCollection.account()))));
                WireTap second = WireTap.before(collection.server().url());
                RelayServer relay = RelayServer.start(behindProxy(second.url()), TestCollection.CLOCK);
                WireTap first = WireTap.before(relay.url())) {
            System.setErr(new PrintStream(logged, true, ISO_8859_1));
            RelayedCollection relayedCollection = new RelayedCollection(collection, relay, HttpClient.newHttpClient());
            List<Integer> statuses = new ArrayList<>();
            for (String answer : answers) {
                statuses.add(send(relayedCollection, answer, first.url()));
            }
            assertThat(statuses).containsExactly(200, 200, 422, 400);
            assertThat(collection.stored()).hasSize(2);

            String relaysView = first.sent()
                    + first.answered()
                    + second.sent()
                    + second.answered()
                    + metrics(relay.operationsUrl().orElseThrow());
            for (String secret : List.of(
                    "tool",
                    "start",
                    "Week",
                    "Config",
                    "Builds",
                    "987654321",
                    "limpid-refusal",
                    "unknown-counter",
                    "the answer is stored",
                    TestCollection.token(answers.get(0)))) {
                assertThat(relaysView.toLowerCase(Locale.ROOT)).doesNotContain(secret.toLowerCase(Locale.ROOT));
            }
            assertThat(first.sent()).contains(ADDRESS);

            String gatewaysView = second.sent()
                    + metrics(collection.server().operationsUrl().orElseThrow())
                    + logged.toString(ISO_8859_1)
                    + written();
            assertThat(gatewaysView).doesNotContain(ADDRESS).doesNotContainIgnoringCase("forwarded");
            assertThat(gatewaysView).doesNotContain("user-agent").doesNotContain("User-Agent");

            assertThat(lengths(first.sent())).hasSize(4).containsOnly("2103");
            assertThat(lengths(second.sent())).hasSize(4).containsOnly("2103");
            assertThat(lengths(first.answered())).hasSize(4).containsOnly("1056");
            assertThat(lengths(second.answered())).hasSize(4).containsOnly("1056");
            assertThat(heads(second.answered())).hasSize(1);
            assertThat(heads(first.answered())).hasSize(1);
        } finally {
            System.setErr(errors);
        }
    }

    private static RelaySettings behindProxy(URI gateway) {
        RelaySettings local = RelaySettings.local(new RelaySettings.Destination(
                "telemetry.example.org", gateway.resolve("oblivious"), Optional.of(RelayedCollection.SECRET), 4, 100));
        HttpLimits usual = local.http();
        HttpLimits behind = new HttpLimits(
                usual.bodyBytes(),
                usual.memoryBytes(),
                usual.connections(),
                64,
                usual.requestTime(),
                usual.idleTime(),
                1);
        return new RelaySettings(local.listen(), local.operations(), local.tls(), behind, 100, 1000, local.gateways());
    }

    private static int send(RelayedCollection relayedCollection, String answer, URI to) throws Exception {
        SealedRequest sealed = relayedCollection.seal(answer);
        try (Socket socket = new Socket(to.getHost(), to.getPort())) {
            byte[] message = sealed.message();
            String head = "POST /telemetry.example.org HTTP/1.1\r\nHost: relay.example.net\r\nUser-Agent: limpid\r\n"
                    + "X-Forwarded-For: " + ADDRESS + "\r\nConnection: close\r\nContent-Type: " + MediaTypes.REQUEST
                    + "\r\nContent-Length: " + message.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().write(message);
            InputStream in = socket.getInputStream();
            byte[] response = in.readAllBytes();
            String text = new String(response, ISO_8859_1);
            int body = text.indexOf("\r\n\r\n") + 4;
            assertThat(text).startsWith("HTTP/1.1 200 ");
            byte[] said = text.substring(body).getBytes(ISO_8859_1);
            return BinaryResponse.read(sealed.open(said)).status();
        }
    }

    private static List<String> lengths(String wire) {
        Matcher matcher = LENGTH.matcher(wire);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    /** The different heads of answers on a wire. */
    private static List<String> heads(String wire) {
        return Pattern.compile("HTTP/1.1 .*?\r\n\r\n", Pattern.DOTALL)
                .matcher(wire)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    /** Every file of the collection. */
    private String written() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return new String(Files.readAllBytes(file), ISO_8859_1);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining());
        }
    }

    private static String metrics(URI operations) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(operations.resolve("metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
