package dev.limpid.server.oblivious;

import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.bhttp.BinaryRequest;
import dev.limpid.protocol.bhttp.MalformedMessageException;
import dev.limpid.protocol.oblivious.MediaTypes;
import dev.limpid.protocol.oblivious.MessagePadding;
import dev.limpid.protocol.oblivious.ObliviousException;
import dev.limpid.protocol.oblivious.OpenedRequest;
import dev.limpid.protocol.oblivious.UnknownKeyException;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.http.UploadHead;
import dev.limpid.server.intake.IntakeEvents;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Accepts messages from relays at {@value #PATH}, and passes on everything else. Each message contains one answer,
 * which is handled like a direct one, but without limits on networks: its network is unknown here.
 */
public final class Gateway implements UploadHandler {

    /** The path to which relays send messages, relative to the collection's root. */
    public static final String PATH = "/oblivious";

    private static final String ANSWERS = "/answers";
    private static final String TOKEN = AnswerToken.HEADER.toLowerCase(Locale.ROOT);

    /** Larger messages are opened outside the event loop, for which other connections wait. */
    private static final int QUICK_BYTES = 32 << 10;

    private final UploadHandler answers;
    private final GatewayKeys keys;
    private final RelayBudgets budgets;
    private final ReplayWindow window = new ReplayWindow();
    private final SecureRandom random;
    private final Executor slow;
    private final IntakeEvents events;

    /**
     * A gateway.
     *
     * @param answers handles answers, and everything that is not a relay's message
     * @param slow opens large messages
     */
    public Gateway(
            UploadHandler answers,
            GatewayKeys keys,
            List<RelayAccount> relays,
            Clock clock,
            SecureRandom random,
            Executor slow,
            IntakeEvents events) {
        this.answers = answers;
        this.keys = keys;
        this.budgets = new RelayBudgets(relays, clock);
        this.random = random;
        this.slow = slow;
        this.events = events;
    }

    @Override
    public boolean takes(String path) {
        return path.equals(PATH) || answers.takes(path);
    }

    @Override
    public Optional<Response> admit(UploadHead head, Sender sender) {
        if (!head.path().equals(PATH)) {
            return answers.admit(head, sender);
        }
        Optional<RelayAccount> relay = budgets.of(head.authorization());
        if (relay.isEmpty()) {
            events.relayed("", "unknown-relay");
            return Optional.of(Refusals.of(
                    401,
                    "unknown-relay",
                    "no known relay has this secret, expected Authorization: Bearer and the secret of a relay"));
        }
        if (!head.contentType().equals(MediaTypes.REQUEST)) {
            return Optional.of(refused(
                    relay.get(),
                    "malformed",
                    Refusals.of(415, "unknown-type", "the content type is not " + MediaTypes.REQUEST)));
        }
        return budgets.admit(relay.get()).map(refusal -> refused(relay.get(), "over-budget", refusal));
    }

    /** A relay without a secret can be anybody, so its share is that of any sender. */
    @Override
    public Sender holder(UploadHead head, Sender sender) {
        if (!head.path().equals(PATH)) {
            return answers.holder(head, sender);
        }
        return budgets.of(head.authorization())
                .filter(relay -> relay.digest().isPresent())
                .map(relay -> Sender.through(relay.name()))
                .orElse(sender);
    }

    @Override
    public CompletionStage<Response> take(Upload upload, Sender sender) {
        if (!upload.path().equals(PATH)) {
            return answers.take(upload, sender);
        }
        RelayAccount relay = budgets.of(upload.head().authorization()).orElseThrow();
        if (upload.body().length <= QUICK_BYTES) {
            return open(upload.body(), relay);
        }
        try {
            return CompletableFuture.supplyAsync(() -> open(upload.body(), relay), slow)
                    .thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Refusals.busy());
        }
    }

    private CompletionStage<Response> open(byte[] message, RelayAccount relay) {
        OpenedRequest opened;
        try {
            opened = OpenedRequest.of(message, keys::of);
        } catch (UnknownKeyException e) {
            return CompletableFuture.completedFuture(refused(relay, "unknown-key", keyProblem()));
        } catch (ObliviousException e) {
            return CompletableFuture.completedFuture(
                    refused(relay, "malformed", Refusals.of(400, "malformed-message", String.valueOf(e.getMessage()))));
        }
        if (!window.isNew(opened.ephemeralKey())) {
            return CompletableFuture.completedFuture(refused(
                    relay,
                    "replayed",
                    Refusals.of(400, "replayed-message", "this message was sent before, expected each message once")));
        }
        events.relayed(relay.name(), "opened");
        return answer(opened, relay).thenApply(response -> sealed(opened, response));
    }

    private CompletionStage<Response> answer(OpenedRequest opened, RelayAccount relay) {
        BinaryRequest request;
        try {
            request = BinaryRequest.read(opened.request());
        } catch (MalformedMessageException e) {
            return CompletableFuture.completedFuture(Response.text(400, String.valueOf(e.getMessage())));
        }
        // The key determines the collection; the path before its last part is only the public view of it.
        if (!request.path().endsWith(ANSWERS)) {
            return CompletableFuture.completedFuture(
                    Response.text(404, "relays send answers, expected a path that ends in " + ANSWERS));
        }
        if (!request.method().equals("POST")) {
            return CompletableFuture.completedFuture(
                    Response.text(405, "the method is " + request.method() + ", expected POST"));
        }
        UploadHead head = new UploadHead(
                ANSWERS,
                request.field("content-type").orElse(""),
                request.field("content-encoding").orElse("identity").toLowerCase(Locale.ROOT),
                request.field(TOKEN),
                Optional.empty(),
                Optional.empty());
        return answers.take(new Upload(head, request.content()), Sender.through(relay.name()));
    }

    private Response sealed(OpenedRequest opened, Response response) {
        byte[] padded = MessagePadding.response(SealedReply.of(response).bytes());
        return new Response(200, MediaTypes.RESPONSE, opened.seal(padded, random), Map.of("Cache-Control", "no-store"));
    }

    private Response refused(RelayAccount relay, String outcome, Response response) {
        events.relayed(relay.name(), outcome);
        return response;
    }

    /** RFC 9458, section 5.3: the sender must fetch a newer configuration. */
    private static Response keyProblem() {
        String problem = "{\"type\":\"" + MediaTypes.KEY_PROBLEM + "\",\"title\":\"the key is not in use\"}\n";
        return new Response(400, "application/problem+json", problem.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
