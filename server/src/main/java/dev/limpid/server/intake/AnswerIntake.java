package dev.limpid.server.intake;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.http.UploadHead;
import dev.limpid.server.intake.AcceptedConfigs.Found;
import dev.limpid.server.intake.limit.NetworkShares;
import dev.limpid.server.intake.limit.SenderLimits;
import dev.limpid.server.storage.AnswerStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Accepts answers at {@code /answers}, and at {@code /upload/<week>} reports of golang.org/x/telemetry, which it splits
 * into answers. It unpacks, reads, checks and stores them, and responds with 200 once all are durable. It stores the
 * canonical form of each answer, so that nothing can be hidden in how the sender wrote it.
 */
public final class AnswerIntake implements UploadHandler {

    /** Larger bodies are judged outside the event loop, for which other connections wait. */
    private static final int QUICK_BYTES = 32 << 10;

    private final AcceptedConfigs configurations;
    private final SenderLimits senders;
    private final WeekPolicy weeks;
    private final BodyReader bodies;
    private final AnswerAppender appender;
    private final IntakeLimits limits;
    private final Executor slow;
    private final IntakeEvents events;

    /** @param slow judges large bodies and loads configurations */
    public AnswerIntake(
            AcceptedConfigs configurations,
            AnswerStore store,
            IntakeLimits limits,
            Clock clock,
            SecureRandom random,
            SymbolLists symbols,
            NetworkShares shares,
            Executor slow,
            IntakeEvents events) {
        this.configurations = configurations;
        this.senders = new SenderLimits(
                "answers", limits.perMinute(), limits.perDay(), clock, random, events::refusedForTheDay);
        this.weeks = new WeekPolicy(limits, clock);
        this.bodies = new BodyReader(weeks);
        this.appender = new AnswerAppender(
                store, symbols, shares, NetworkLimitsByChart.unknown(limits.networkShare()), clock, events);
        this.limits = limits;
        this.slow = slow;
        this.events = events;
    }

    @Override
    public boolean takes(String path) {
        return path.equals(BodyReader.ANSWERS) || path.startsWith(BodyReader.REPORTS);
    }

    /** Sets how much one network may give to a chart from now on. */
    public void limitNetworks(CollectionConfig newest, List<Chart> charts, Participation measured) {
        appender.setTerms(NetworkLimitsByChart.of(limits.networkShare(), newest, charts, measured));
    }

    /** Refuses answers about these calendar weeks from now on: they are published for the last time. */
    public void close(Set<LocalDate> mondays) {
        weeks.close(mondays);
    }

    @Override
    public Optional<Response> admit(UploadHead head, Sender sender) {
        Optional<Response> refusal = senders.admit(sender);
        refusal.ifPresent(answer -> events.refused(answer.headers().getOrDefault(Refusals.CODE, "")));
        return refusal;
    }

    @Override
    public CompletionStage<Response> take(Upload upload, Sender sender) {
        if (upload.body().length > QUICK_BYTES || !upload.encoding().equals("identity")) {
            return slowly(() -> read(upload, sender));
        }
        return read(upload, sender);
    }

    private CompletionStage<Response> slowly(Supplier<CompletionStage<Response>> work) {
        try {
            return CompletableFuture.supplyAsync(work, slow).thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Refusals.busy()); // the queue is full
        }
    }

    private CompletionStage<Response> read(Upload upload, Sender sender) {
        try {
            ParsedUpload received = bodies.read(upload);
            ConfigVersion version = ConfigVersion.parse(received.config())
                    .orElseThrow(() -> unknownConfig("not a version, expected one like v1.4.0"));
            LoadedConfig config = configurations.cached(version);
            if (config != null) {
                return appender.store(received, config, sender);
            }
            return slowly(() -> storeUnderLookedUp(received, version, sender));
        } catch (RefusedUpload e) {
            return refused(e);
        }
    }

    private CompletionStage<Response> storeUnderLookedUp(ParsedUpload received, ConfigVersion version, Sender sender) {
        try {
            Found found = configurations.find(version);
            if (found instanceof Found.Good good) {
                return appender.store(received, good.config(), sender);
            }
            throw found instanceof Found.Revoked
                    ? new RefusedUpload(
                            422,
                            "revoked-config",
                            "the configuration " + version + " was revoked, expected one that is in force")
                    : unknownConfig(version + ", expected one that this collection published and still accepts");
        } catch (RefusedUpload e) {
            return refused(e);
        } catch (IOException e) {
            return CompletableFuture.completedFuture(appender.failed(e));
        }
    }

    private CompletionStage<Response> refused(RefusedUpload refusal) {
        events.refused(refusal.code());
        return CompletableFuture.completedFuture(refusal.response());
    }

    private static RefusedUpload unknownConfig(String found) {
        return new RefusedUpload(409, "unknown-config", "the configuration that the upload names is " + found);
    }
}
