package dev.limpid.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import dev.limpid.protocol.oblivious.GatewayKey;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.SealedRequest;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.oblivious.RelayAccount.Secret;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers on their way through a relay and the gateway into the store. */
class RelayedAnswersTest {

    @TempDir
    Path folder;

    @Test
    void answer_isJudgedAndStoredAsOneThatCameDirectly_once() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            assertThat(relayedCollection
                            .send(relayedCollection.seal(TestCollection.ANSWER))
                            .status())
                    .isEqualTo(200);
            assertThat(relayedCollection
                            .send(relayedCollection.seal(TestCollection.ANSWER))
                            .status())
                    .isEqualTo(200);
            assertThat(relayedCollection
                            .collection()
                            .post("answers", TestCollection.ANSWER)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(relayedCollection.collection().stored()).containsExactly(TestCollection.ANSWER);
            BinaryResponse refused = relayedCollection.send(
                    relayedCollection.seal(TestCollection.ANSWER.replace("tool/start\"", "tool/other\"")));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field("limpid-refusal")).contains("unknown-counter");
            assertThat(new String(refused.content(), UTF_8)).contains("tool/other");
            assertThat(relayedCollection
                            .send(relayedCollection.seal(
                                    RelayedCollection.request("/answers", TestCollection.ANSWER, "none")))
                            .field("limpid-refusal"))
                    .contains("malformed-token");
        }
    }

    @Test
    void whatIsNoAnswer_isToldSo_andNothingElseIsReachedThroughARelay() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            BinaryRequest page =
                    new BinaryRequest("GET", "https", "telemetry.example.org", "/", List.of(), new byte[0]);
            assertThat(relayedCollection.send(relayedCollection.seal(page)).status())
                    .isEqualTo(404);
            BinaryRequest report = RelayedCollection.request("/upload/2026-11-16", TestCollection.REPORT, "");
            assertThat(relayedCollection.send(relayedCollection.seal(report)).status())
                    .isEqualTo(404);
            BinaryRequest get =
                    new BinaryRequest("GET", "https", "telemetry.example.org", "/answers", List.of(), new byte[0]);
            assertThat(relayedCollection.send(relayedCollection.seal(get)).status())
                    .isEqualTo(405);
            SealedRequest noHttp = SealedRequest.of(relayedCollection.key(), new byte[] {9, 9, 9}, new SecureRandom());
            assertThat(relayedCollection.send(noHttp).status()).isEqualTo(400);
            assertThat(relayedCollection.collection().stored()).isEmpty();
        }
    }

    @Test
    void unlikeMessagesAndWhatIsSaidToThem_haveEqualSizes() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            Map<Integer, Integer> sizes = new TreeMap<>();
            for (String answer : List.of(
                    TestCollection.ANSWER,
                    "{}",
                    TestCollection.ANSWER.replace("tool/start\"", "x".repeat(900) + "\""))) {
                SealedRequest sealed = relayedCollection.seal(answer);
                HttpResponse<byte[]> response = relayedCollection.post(sealed.message(), MediaTypes.REQUEST);
                assertThat(response.statusCode()).isEqualTo(200);
                sizes.merge(sealed.message().length, response.body().length, (a, b) -> a.equals(b) ? a : -1);
            }
            assertThat(sizes).containsExactly(Map.entry(2048 + 55, MessagePadding.RESPONSE + 32));
        }
    }

    @Test
    void messageThatComesAgainAsItIs_isNotOpenedTwice() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            SealedRequest sealed = relayedCollection.seal(TestCollection.ANSWER);
            assertThat(relayedCollection.send(sealed).status()).isEqualTo(200);
            HttpResponse<byte[]> again = relayedCollection.post(sealed.message(), MediaTypes.REQUEST);
            assertThat(again.statusCode()).isEqualTo(502);
            assertThat(again.headers().firstValue("Limpid-Refusal")).isEmpty();
            assertThat(metrics(relayedCollection
                            .collection()
                            .server()
                            .operationsUrl()
                            .orElseThrow()))
                    .contains("outcome=\"replayed\"");
        }
    }

    @Test
    void keyThatIsNotHeld_isAProblemThatTheRelayPassesOn() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            GatewayKey other = new GatewayKey(relayedCollection.key().id(), HpkeKeyPair.generate(new SecureRandom()));
            SealedRequest sealed = SealedRequest.of(other.config(), new byte[2048], new SecureRandom());
            HttpResponse<byte[]> response = relayedCollection.post(sealed.message(), MediaTypes.REQUEST);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(new String(response.body(), UTF_8)).contains(MediaTypes.KEY_PROBLEM);
        }
    }

    @Test
    void relay_isNoOpenProxy_andTakesNothingButMessages() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            byte[] message = relayedCollection.seal(TestCollection.ANSWER).message();
            assertThat(relayedCollection.post(message, "application/json").statusCode())
                    .isEqualTo(415);
            for (String path : List.of("", "other", "telemetry.example.org/x", "http://127.0.0.1:1/")) {
                HttpRequest request = HttpRequest.newBuilder(
                                relayedCollection.relay().url().resolve("/" + path))
                        .header("Content-Type", MediaTypes.REQUEST)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build();
                assertThat(relayedCollection
                                .client()
                                .send(request, BodyHandlers.ofString())
                                .statusCode())
                        .as(path)
                        .isIn(400, 405);
            }
            HttpRequest ready = HttpRequest.newBuilder(
                            relayedCollection.relay().url().resolve("readyz"))
                    .build();
            assertThat(relayedCollection
                            .client()
                            .send(ready, BodyHandlers.ofString())
                            .body())
                    .isEqualTo("ok\n");
            relayedCollection.send(relayedCollection.seal(TestCollection.ANSWER));
            assertThat(metrics(relayedCollection.relay().operationsUrl().orElseThrow()))
                    .contains("limpid_relay_messages_total")
                    .contains("outcome=\"answered\"")
                    .contains("outcome=\"other-type\"");
        }
    }

    @Test
    void relayThatIsNotKnown_orHasSpentItsBudget_bringsNothing() throws Exception {
        RelayAccount small = new RelayAccount("small", Optional.of(Secret.of(RelayedCollection.SECRET)), 2, 0);
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, small)) {
            assertThat(relayedCollection
                            .send(relayedCollection.seal(TestCollection.answer(1)))
                            .status())
                    .isEqualTo(200);
            assertThat(relayedCollection
                            .send(relayedCollection.seal(TestCollection.answer(2)))
                            .status())
                    .isEqualTo(200);
            HttpResponse<byte[]> third = relayedCollection.post(
                    relayedCollection.seal(TestCollection.answer(3)).message(), MediaTypes.REQUEST);
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).contains("60");
            assertThat(relayedCollection
                            .collection()
                            .post(
                                    "oblivious",
                                    relayedCollection
                                            .seal(TestCollection.answer(4))
                                            .message(),
                                    "Content-Type",
                                    MediaTypes.REQUEST)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(relayedCollection.collection().stored()).hasSize(2);
        }
    }

    @Test
    void whoShowsSomethingThatIsNobodysSecret_isNotTheRelayThatShowsNone() throws Exception {
        RelayAccount open = new RelayAccount("open", Optional.empty(), 0, 0);
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account(), open)) {
            Map<String, Integer> expected = new TreeMap<>(Map.of(
                    "Basic eHg6eHg=",
                    401,
                    "Bearer " + RelayedCollection.SECRET + "x",
                    401,
                    "Bearer",
                    401,
                    "bearer " + RelayedCollection.SECRET,
                    200));
            for (Map.Entry<String, Integer> shown : expected.entrySet()) {
                assertThat(relayedCollection
                                .collection()
                                .post(
                                        "oblivious",
                                        relayedCollection
                                                .seal(TestCollection.ANSWER)
                                                .message(),
                                        "Content-Type",
                                        MediaTypes.REQUEST,
                                        "Authorization",
                                        shown.getKey())
                                .statusCode())
                        .as(shown.getKey())
                        .isEqualTo(shown.getValue());
            }
            assertThat(metrics(relayedCollection
                            .collection()
                            .server()
                            .operationsUrl()
                            .orElseThrow()))
                    .contains("outcome=\"unknown-relay\",relay=\"\"} 3.0")
                    .contains("outcome=\"opened\",relay=\"relay.example.net\"} 1.0")
                    .doesNotContain("relay=\"open\"");
        }
    }

    @Test
    void networkThatSendsTooMuch_isToldToWaitByTheRelay() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            RelaySettings local = RelaySettings.local(new RelaySettings.Destination(
                    "telemetry.example.org",
                    relayedCollection.collection().server().url().resolve("oblivious"),
                    Optional.of(RelayedCollection.SECRET),
                    4,
                    10));
            RelaySettings strict = new RelaySettings(
                    local.listen(), local.operations(), local.tls(), local.http(), 1, 0, local.gateways());
            try (RelayServer relay = RelayServer.start(strict, TestCollection.CLOCK)) {
                RelayedCollection behind =
                        new RelayedCollection(relayedCollection.collection(), relay, relayedCollection.client());
                assertThat(behind.send(behind.seal(TestCollection.answer(1))).status())
                        .isEqualTo(200);
                HttpResponse<byte[]> second =
                        behind.post(behind.seal(TestCollection.answer(2)).message(), MediaTypes.REQUEST);
                assertThat(second.statusCode()).isEqualTo(429);
                assertThat(second.headers().firstValue("Retry-After")).isPresent();
                assertThat(second.headers().firstValue("Limpid-Refusal")).isEmpty();
            }
        }
    }

    @Test
    void gatewayThatIsGone_isNoWordOfTheCollection_andTheRelayGoesOnWhenItIsBack() throws Exception {
        SealedRequest sealed;
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            URI server = relayedCollection.collection().server().url();
            sealed = relayedCollection.seal(TestCollection.ANSWER);
            try (RelayServer relay = RelayedCollection.relay(URI.create("http://127.0.0.1:1/"))) {
                RelayedCollection astray =
                        new RelayedCollection(relayedCollection.collection(), relay, relayedCollection.client());
                HttpResponse<byte[]> lost = astray.post(sealed.message(), MediaTypes.REQUEST);
                assertThat(lost.statusCode()).isEqualTo(502);
                assertThat(lost.headers().firstValue("Limpid-Refusal")).isEmpty();
            }
            assertThat(server.getPort()).isPositive();
            assertThat(relayedCollection.send(sealed).status()).isEqualTo(200);
        }
    }

    @Test
    void howManyARelayBrought_isKnownOfTheWeek_andNoNetworkOfIt() throws Exception {
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            relayedCollection.send(relayedCollection.seal(TestCollection.answer(1)));
            relayedCollection.send(relayedCollection.seal(TestCollection.answer(2)));
            relayedCollection.send(relayedCollection.seal(TestCollection.answer(2)));
            relayedCollection.collection().post("answers", TestCollection.answer(3));
            assertThat(relayedCollection
                            .collection()
                            .only()
                            .networks(TestCollection.WEEK)
                            .orElseThrow()
                            .relays())
                    .containsExactly(Map.entry("relay.example.net", 2L));
        }
    }

    /** A relay's messages come from one address, but from many networks. */
    @Test
    void longMessagesOfARelay_leaveRoomForItsOthers() throws Exception {
        List<Socket> held = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        try (RelayedCollection relayedCollection = RelayedCollection.start(folder, RelayedCollection.account())) {
            URI server = relayedCollection.collection().server().url();
            for (int i = 0; i < 20; i++) {
                held.add(begin(server, new byte[480_000])); // nine need more than an address may have
            }
            assertThat(relayedCollection
                            .send(relayedCollection.seal(TestCollection.ANSWER))
                            .status())
                    .isEqualTo(200);
            for (Socket socket : held) {
                socket.getOutputStream().write(0);
                answers.add(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
            }
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        assertThat(answers).as("they are read, and are not messages").containsOnly("HTTP/1.1 400 Bad Request");
    }

    /** All but the last byte of a message from the relay. */
    private static Socket begin(URI server, byte[] body) throws Exception {
        Socket socket = new Socket(server.getHost(), server.getPort());
        String head = "POST /oblivious HTTP/1.1\r\nHost: " + TestCollection.NAME + "\r\nContent-Type: "
                + MediaTypes.REQUEST + "\r\nAuthorization: Bearer " + RelayedCollection.SECRET + "\r\nContent-Length: "
                + (body.length + 1) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static String metrics(URI operations) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(operations.resolve("metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
