package dev.limpid.server;

import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.HeaderField;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.SealedRequest;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.oblivious.RelayAccount;
import dev.limpid.server.oblivious.RelayAccount.Secret;
import dev.limpid.server.relay.RelayServer;
import dev.limpid.server.relay.RelaySettings;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A collection that accepts answers through a relay, the relay, and what a client seals. */
record RelayedCollection(TestCollection collection, RelayServer relay, HttpClient client) implements AutoCloseable {

    static final String SECRET = "a-secret-of-the-test-relay";
    static final String NAMED = "https://relay.example.net/telemetry.example.org";

    private static final SecureRandom RANDOM = new SecureRandom();

    static CollectionSettings settings(Path folder, RelayAccount... accounts) {
        return CollectionSettings.of(TestCollection.NAME, folder)
                .withRelays(new GatewaySettings(List.of(NAMED), false, List.of(accounts)));
    }

    static RelayAccount account() {
        return new RelayAccount("relay.example.net", Optional.of(Secret.of(SECRET)), 0, 0);
    }

    static RelayedCollection start(Path folder, RelayAccount... accounts) throws Exception {
        TestCollection collection = TestCollection.start(ServerSettings.local(List.of(settings(folder, accounts))));
        return new RelayedCollection(collection, relay(collection.server().url()), HttpClient.newHttpClient());
    }

    static RelayServer relay(URI server) throws Exception {
        return RelayServer.start(
                RelaySettings.local(new RelaySettings.Destination(
                        "telemetry.example.org", server.resolve("oblivious"), Optional.of(SECRET), 16, 1000)),
                TestCollection.CLOCK);
    }

    /** The key that the logged configuration names. */
    KeyConfig key() throws Exception {
        return collection
                .only()
                .configurationInForce()
                .orElseThrow()
                .relays()
                .orElseThrow()
                .key();
    }

    static BinaryRequest request(String path, String answer, String token) {
        return new BinaryRequest(
                "POST",
                "https",
                "telemetry.example.org",
                path,
                List.of(new HeaderField(AnswerToken.HEADER.toLowerCase(Locale.ROOT), token)),
                answer.getBytes(StandardCharsets.UTF_8));
    }

    SealedRequest seal(String answer) throws Exception {
        return seal(request("/answers", answer, TestCollection.token(answer)));
    }

    SealedRequest seal(BinaryRequest request) throws Exception {
        return SealedRequest.of(key(), MessagePadding.padRequest(request.bytes()), RANDOM);
    }

    HttpResponse<byte[]> post(byte[] message, String type) throws Exception {
        return client.send(
                HttpRequest.newBuilder(relay.url().resolve("telemetry.example.org"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(message))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** The server's reply to an answer that is sent through the relay. */
    BinaryResponse send(SealedRequest sealed) throws Exception {
        HttpResponse<byte[]> response = post(sealed.message(), MediaTypes.REQUEST);
        if (response.statusCode() != 200) {
            throw new AssertionError("the relay answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return BinaryResponse.read(sealed.open(response.body()));
    }

    @Override
    public void close() throws IOException {
        relay.close();
        collection.close();
    }
}
