package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.Question;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.intake.limit.NetworkShares;
import dev.limpid.server.intake.limit.NetworkShares.Reservation;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.StoreBusyException;
import dev.limpid.server.storage.StoreFullException;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The last step of the intake: makes accepted answers durable. If it cannot store all answers of a report, the sender
 * is asked to resend it; answers stored already then count once. Safe for use by many threads: the limits are volatile
 * and replaced as a whole.
 */
final class AnswerAppender {

    private final AnswerStore store;
    private final SymbolLists symbols;
    private final NetworkShares shares;
    private final Clock clock;
    private final IntakeEvents events;
    private volatile NetworkLimitsByChart limits;

    AnswerAppender(
            AnswerStore store,
            SymbolLists symbols,
            NetworkShares shares,
            NetworkLimitsByChart limits,
            Clock clock,
            IntakeEvents events) {
        this.store = store;
        this.symbols = symbols;
        this.shares = shares;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
    }

    void setTerms(NetworkLimitsByChart newer) {
        limits = newer;
    }

    CompletionStage<Response> store(ParsedUpload received, LoadedConfig config, Sender sender) {
        try {
            List<CompletableFuture<AppendOutcome>> appending = new ArrayList<>();
            for (KeyedAnswer incoming : received.answers(config)) {
                Answer screened = symbols.filter(incoming.answer(), config.config(), events);
                Question asked = config.config().question(screened.chart()).orElseThrow();
                Optional<Reservation> reserved = Optional.empty();
                NetworkLimitsByChart now = limits;
                if (sender.relay().isPresent()) {
                    reserved = Optional.of(
                            shares.relayed(sender.relay().get(), screened.week(), screened.chart(), 1 / asked.rate()));
                } else if (now.areLimited()) {
                    reserved = shares.reserve(
                            sender,
                            screened.week(),
                            screened.chart(),
                            1 / asked.rate(),
                            now.allowance(screened.chart(), asked));
                    if (reserved.isEmpty()) {
                        appending.add(duplicateOrOverShare(received, incoming, screened, sender));
                        continue;
                    }
                }
                appending.add(append(incoming, screened, reserved));
            }
            return CompletableFuture.allOf(appending.toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> failure == null ? stored(received) : refusedOrFailed(failure));
        } catch (RefusedUpload e) {
            events.refused(e.code());
            return CompletableFuture.completedFuture(e.response());
        } catch (IOException e) {
            return CompletableFuture.completedFuture(failed(e));
        }
    }

    private CompletableFuture<AppendOutcome> append(
            KeyedAnswer incoming, Answer answer, Optional<Reservation> reserved) {
        CompletionStage<AppendOutcome> appending;
        try {
            appending = store.append(answer.week(), incoming.key(), AnswerCodec.toJson(answer));
        } catch (RuntimeException | Error e) { // an Error too: the network would lose a part of its share
            reserved.ifPresent(Reservation::giveBack);
            throw e;
        }
        return appending
                .whenComplete((appendOutcome, failure) -> {
                    if (appendOutcome == AppendOutcome.STORED) {
                        reserved.ifPresent(Reservation::keep);
                    } else {
                        reserved.ifPresent(Reservation::giveBack);
                    }
                    if (failure == null) {
                        events.stored(appendOutcome == AppendOutcome.DUPLICATE);
                    }
                })
                .toCompletableFuture();
    }

    /**
     * An answer that is already stored costs its network nothing, however often it is resent; any other exceeds the
     * share.
     */
    private CompletableFuture<AppendOutcome> duplicateOrOverShare(
            ParsedUpload received, KeyedAnswer incoming, Answer answer, Sender sender) {
        return store.contains(answer.week(), incoming.key())
                .thenCompose(held -> {
                    if (held) {
                        events.stored(true);
                        return CompletableFuture.completedFuture(AppendOutcome.DUPLICATE);
                    }
                    RefusedUpload refusal = overShare(answer, sender);
                    if (received.isSingle()) {
                        return CompletableFuture.failedFuture(refusal);
                    }
                    // The report's other answers are accepted: its sender cannot split it.
                    events.refused(refusal.code());
                    return CompletableFuture.completedFuture(AppendOutcome.DUPLICATE);
                })
                .toCompletableFuture();
    }

    private RefusedUpload overShare(Answer answer, Sender sender) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        events.refusedForTheShare(today, shares.isFirstRefusal(sender, answer.week()));
        return new RefusedUpload(
                422,
                "network-share",
                "the network of this sender has given its share of the answers to " + answer.chart()
                        + " in the week of " + answer.week() + ", expected fewer");
    }

    private static Response stored(ParsedUpload received) {
        return Response.text(200, received.isSingle() ? "the answer is stored" : "the report is stored");
    }

    private Response refusedOrFailed(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() instanceof RefusedUpload refusal) {
            events.refused(refusal.code());
            return refusal.response();
        }
        return failed(failure);
    }

    /** Asks the sender to resend later. */
    Response failed(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        events.notStored(cause == null ? new IOException("for no reason") : cause);
        if (cause instanceof StoreFullException) {
            return Refusals.later(
                    507, "store-full", "the server has no room for answers now, expected to have room later", 3600);
        }
        if (cause instanceof StoreBusyException) {
            return Refusals.busy();
        }
        return Refusals.later(503, "not-stored", "the server could not store this, expected to succeed later", 600);
    }
}
