package dev.limpid.uploader.send;

import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.BinaryResponse;
import dev.limpid.protocol.bhttp.HeaderField;
import dev.limpid.protocol.bhttp.MalformedMessageException;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.ObliviousException;
import dev.limpid.protocol.oblivious.SealedRequest;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Sends each answer in a separate {@code POST} to a relay, sealed for the collection's server and padded to one of a
 * few sizes. The relay sees the address that the answer comes from, but not the answer; the server sees the answer, but
 * not the address. Only a reply that the server sealed is trusted as the server's.
 */
public final class ObliviousAnswerSender {

    private static final String TOKEN = AnswerToken.HEADER.toLowerCase(Locale.ROOT);
    private static final String REFUSAL = HttpAnswerSender.REFUSAL_HEADER.toLowerCase(Locale.ROOT);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final URI relay;
    private final KeyConfig key;
    private final URI target;
    private final RandomGenerator random;
    private final ReusableConnection reusableConnection;

    /** The outcome of sending an answer. */
    public sealed interface DeliveryResult {

        /** The server replied. */
        record Answered(SendResult result) implements DeliveryResult {}

        /**
         * The relay did not deliver the answer to the server, or did not return the server's reply.
         *
         * @param kind how far the answer got, as far as this machine can know: the relay may lie
         * @param reason what happened, in words
         * @param retryAfter how long the relay asked to wait, if it did; a day at most
         */
        record Lost(Kind kind, String reason, Optional<Duration> retryAfter) implements DeliveryResult {}
    }

    /** How far a lost answer got. A later constant says more than an earlier one. */
    public enum Kind {
        /** Nothing came back. */
        UNREACHED,
        /** The relay replied, but not with a reply that the server sealed. */
        REPLIED,
        /** The relay said that the server does not have the key. */
        KEY
    }

    /**
     * A sender through one relay.
     *
     * @param relay the address at which it accepts messages
     * @param key the server's key, from a proven configuration
     * @param target where answers would be posted directly
     * @param proxy the proxy to go through, or {@link Proxy#NO_PROXY}
     * @param timeLimit for connecting, sending and the whole reply together
     * @param random a secure source
     * @throws IOException if it is a SOCKS proxy: answers would silently bypass it
     */
    public ObliviousAnswerSender(
            URI relay, KeyConfig key, URI target, Proxy proxy, Duration timeLimit, RandomGenerator random)
            throws IOException {
        this.relay = relay;
        this.key = key;
        this.target = target;
        this.random = random;
        this.reusableConnection = new ReusableConnection(proxy, timeLimit);
    }

    /** Sends one answer once; never throws because of what the network, the relay or the server does. */
    public DeliveryResult send(String token, byte[] answer) {
        try {
            byte[] request = request(token, answer).bytes();
            if (request.length > MessagePadding.longestRequest()) {
                return new DeliveryResult.Answered(new SendResult.Refused(
                        "body-too-large", "it is " + request.length + " bytes long, too long for a relay"));
            }
            SealedRequest sealed = SealedRequest.of(key, MessagePadding.padRequest(request), random);
            HttpResponse<byte[]> reply = reusableConnection.send(HttpRequest.newBuilder(relay)
                    .setHeader("User-Agent", "limpid")
                    .header("Content-Type", MediaTypes.REQUEST)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(sealed.message())));
            return result(reply, sealed);
        } catch (IOException | ObliviousException | IllegalArgumentException | UnsupportedOperationException e) {
            return new DeliveryResult.Lost(Kind.UNREACHED, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private BinaryRequest request(String token, byte[] answer) throws IOException {
        CompressedAnswer packed = CompressedAnswer.of(answer);
        List<HeaderField> fields = new ArrayList<>();
        fields.add(new HeaderField("content-type", "application/json"));
        fields.add(new HeaderField(TOKEN, token));
        if (packed.packed()) {
            fields.add(new HeaderField("content-encoding", "gzip"));
        }
        String path = target.getRawPath();
        return new BinaryRequest(
                "POST",
                target.getScheme(),
                target.getRawAuthority(),
                path == null || path.isEmpty() ? "/" : path,
                fields,
                packed.body());
    }

    private DeliveryResult result(HttpResponse<byte[]> reply, SealedRequest sealed) {
        Optional<String> type = reply.headers().firstValue("Content-Type");
        if (reply.statusCode() != 200 || !type.equals(Optional.of(MediaTypes.RESPONSE))) {
            String text = ServerReply.firstLine(reply.body());
            boolean isKey = reply.statusCode() == 400 && text.contains(MediaTypes.KEY_PROBLEM);
            return new DeliveryResult.Lost(
                    isKey ? Kind.KEY : Kind.REPLIED,
                    isKey
                            ? "the relay " + relay
                                    + " says that the server does not have the key that the proven configuration names"
                            : "the relay " + relay + " replied " + reply.statusCode()
                                    + (text.isEmpty() ? "" : ": " + text),
                    reply.headers().firstValue("Retry-After").flatMap(ObliviousAnswerSender::limitedWait));
        }
        try {
            BinaryResponse opened = BinaryResponse.read(sealed.open(reply.body()));
            return new DeliveryResult.Answered(new ServerReply(
                            opened.status(), opened.field(REFUSAL), opened.field("retry-after"), opened.content())
                    .toResult());
        } catch (ObliviousException | MalformedMessageException e) {
            return new DeliveryResult.Lost(
                    Kind.REPLIED,
                    "the reply that the relay " + relay + " returned is not the server's: " + e.getMessage(),
                    Optional.empty());
        }
    }

    /** The relay asks for this wait, not the server, so its limit is shorter than the server's. */
    private static Optional<Duration> limitedWait(String retryAfter) {
        return ServerReply.seconds(retryAfter).map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked);
    }
}
