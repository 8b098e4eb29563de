package dev.limpid.server.relay;

import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.http.UploadHead;
import dev.limpid.server.intake.limit.SenderLimits;
import dev.limpid.server.ops.ServerMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Accepts messages and returns the gateway's responses. Every response that the gateway has not sealed is one of a few
 * fixed sentences, the same for everybody, and has no code, so that no sender mistakes it for the collection's verdict.
 */
final class RelayIntake implements UploadHandler {

    private static final int LONGEST_REASON = 200;
    static final String RETRY_AFTER = "Retry-After";

    /** Loop Detected (RFC 5842, section 7.2). */
    static final int LOOP = 508;

    /** Senders cannot cause these: the configuration of the relay or of the gateway is wrong. */
    private static final Set<Integer> NOT_ITS_GATEWAY = Set.of(401, 403, 404, 405, LOOP, 421);

    private final Map<String, Forwarder> byPath;
    private final SenderLimits senders;
    private final ServerMetrics metrics;

    RelayIntake(Map<String, Forwarder> byPath, SenderLimits senders, ServerMetrics metrics) {
        this.byPath = Map.copyOf(byPath);
        this.senders = senders;
        this.metrics = metrics;
    }

    @Override
    public boolean takes(String path) {
        return byPath.containsKey(path);
    }

    @Override
    public Optional<Response> admit(UploadHead head, Sender sender) {
        if (head.via().filter(RelayIntake::namesARelay).isPresent()) {
            metrics.forwarded(name(head.path()), "loop");
            return Optional.of(Response.text(LOOP, "this message came from a relay, expected it at the gateway"));
        }
        if (!head.contentType().equals(MediaTypes.REQUEST)) {
            metrics.forwarded(name(head.path()), "other-type");
            return Optional.of(Response.text(415, "a relay accepts only " + MediaTypes.REQUEST));
        }
        return senders.admit(sender).map(refusal -> {
            metrics.forwarded(name(head.path()), "too-many");
            return later(
                    429,
                    "this network sent too many messages",
                    refusal.headers().getOrDefault(RETRY_AFTER, "60"));
        });
    }

    @Override
    public CompletionStage<Response> take(Upload upload, Sender sender) {
        Forwarder gateway = byPath.get(upload.path());
        if (gateway == null) {
            throw new IllegalStateException("a message arrived for an unknown gateway");
        }
        String name = name(upload.path());
        if (gateway.isFull()) {
            metrics.forwarded(name, "full");
            return CompletableFuture.completedFuture(later(503, "too many messages wait for the gateway", "5"));
        }
        return gateway.forward(upload.body()).handle((reply, failure) -> {
            if (failure != null) {
                metrics.forwarded(name, "unreachable");
                metrics.unreachable(name, reason(failure));
                return later(502, "the gateway could not be reached", "60");
            }
            return passedOn(name, reply);
        });
    }

    private Response passedOn(String name, Reply reply) {
        if (reply.status() == 200 && reply.contentType().equals(MediaTypes.RESPONSE)) {
            metrics.forwarded(name, "answered");
            return new Response(200, MediaTypes.RESPONSE, reply.body(), Map.of("Cache-Control", "no-store"));
        }
        if (reply.status() == 400 && reply.contentType().startsWith("application/problem+json")) {
            metrics.forwarded(name, "key-problem");
            String problem = "{\"type\":\"" + MediaTypes.KEY_PROBLEM + "\",\"title\":\"the key is not in use\"}\n";
            return new Response(400, "application/problem+json", problem.getBytes(StandardCharsets.UTF_8), Map.of());
        }
        if (reply.status() == 429 || reply.status() == 503) {
            metrics.forwarded(name, "told-to-wait");
            // Always the same delay: a gateway that chose it could recognise the sender that comes back after it.
            return later(503, "the gateway accepts no messages now", "60");
        }
        if (NOT_ITS_GATEWAY.contains(reply.status())) {
            metrics.forwarded(name, "not-admitted");
            metrics.notAdmitted(name, reply.status());
        } else {
            metrics.forwarded(name, "refused");
        }
        return later(502, "the gateway did not accept the message", "60");
    }

    /** Whether a {@code Via} header names a relay; with proxies in between, it has several entries. */
    static boolean namesARelay(String via) {
        return Stream.of(via.split(",", -1)).map(String::strip).anyMatch(ConnectionPool.VIA::equals);
    }

    /**
     * The reason of a failure on one line of limited length, with only visible characters: part of it may come from a
     * gateway.
     */
    static IOException reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String text = VisibleCharacters.text(String.valueOf(cause.getMessage())).replaceAll("\\s+", " ");
        return new IOException(text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text, cause);
    }

    static Response later(int status, String sentence, String seconds) {
        Response plain = Response.text(status, sentence);
        Map<String, String> headers = new HashMap<>(plain.headers());
        headers.put(RETRY_AFTER, seconds);
        return new Response(status, plain.contentType(), plain.body(), headers);
    }

    private static String name(String path) {
        return path.substring(1);
    }
}
