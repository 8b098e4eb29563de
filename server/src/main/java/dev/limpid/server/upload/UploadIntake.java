package dev.limpid.server.upload;

import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.server.http.Answer;
import dev.limpid.server.http.Intake;
import dev.limpid.server.http.Refusals;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.Upload;
import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.server.storage.StoreBusyException;
import dev.limpid.server.storage.StoreFullException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes reports at {@code /upload/<week>}: unpacks, reads, judges, stores, and says 200 once the report is durable. What
 * is stored is the canonical rendering of what was understood, so that nothing can be hidden in how it was written.
 */
public final class UploadIntake implements Intake {

    private static final String PATH = "/upload/";
    /** Beyond this a body is judged off the event loop, which others wait for. */
    private static final int QUICK_BYTES = 32 << 10;

    private final Configurations configurations;
    private final ReportStore store;
    private final SenderLimits senders;
    private final WeekJudge judge;
    private final BodyEncoding encoding;
    private final SymbolLists symbols;
    private final Executor slow;
    private final UploadEvents events;

    /** @param slow where bodies are judged that take a while, and where configurations are loaded */
    public UploadIntake(
            Configurations configurations,
            ReportStore store,
            UploadLimits limits,
            Clock clock,
            SecureRandom random,
            SymbolLists symbols,
            Executor slow,
            UploadEvents events) {
        this.configurations = configurations;
        this.store = store;
        this.senders = new SenderLimits(limits, clock, random, events::refusedForTheDay);
        this.judge = new WeekJudge(limits, clock);
        this.encoding = new BodyEncoding(ReportLimits.UPLOAD.bytes());
        this.symbols = symbols;
        this.slow = slow;
        this.events = events;
    }

    @Override
    public boolean takes(String path) {
        return path.startsWith(PATH);
    }

    @Override
    public Optional<Answer> admit(Sender sender) {
        Optional<Answer> refusal = senders.admit(sender);
        refusal.ifPresent(answer -> events.refused(answer.headers().getOrDefault(Refusals.CODE, "")));
        return refusal;
    }

    @Override
    public CompletionStage<Answer> take(Upload upload) {
        if (upload.body().length > QUICK_BYTES || !upload.encoding().equals("identity")) {
            return slowly(() -> read(upload));
        }
        return read(upload);
    }

    private CompletionStage<Answer> slowly(Supplier<CompletionStage<Answer>> work) {
        try {
            return CompletableFuture.supplyAsync(work, slow).thenCompose(stage -> stage);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Refusals.busy()); // more wait already than may
        }
    }

    private CompletionStage<Answer> read(Upload upload) {
        try {
            LocalDate week = week(upload.path());
            Report report = ReportCodec.read(encoding.unpack(upload), ReportLimits.UPLOAD);
            judge.check(report, week);
            ConfigVersion version = ConfigVersion.parse(report.config())
                    .orElseThrow(() -> unknownConfig("no version, expected one like v1.4.0"));
            UploadConfig config = configurations.atHand(version);
            if (config != null) {
                return store(report, config);
            }
            return slowly(() -> storeUnderFound(report, version));
        } catch (MalformedReportException e) {
            return refused(new RefusedUpload(400, "malformed-report", String.valueOf(e.getMessage())));
        } catch (RefusedUpload e) {
            return refused(e);
        }
    }

    private CompletionStage<Answer> store(Report report, UploadConfig config) {
        // Reports of golang.org/x/telemetry name the week before. Two of them would be linked by it, so it goes first.
        Report unlinked = new Report(report.week(), Optional.empty(), report.x(), report.config(), report.programs());
        Optional<Refusal> refusal = config.check(unlinked);
        if (refusal.isPresent()) {
            return refused(
                    new RefusedUpload(422, refusal.get().code(), refusal.get().sentence()));
        }
        try {
            Report screened = symbols.screen(unlinked, config, events);
            return store.append(screened.week(), ReportCodec.toJson(screened)).handle(this::outcome);
        } catch (IOException e) {
            return CompletableFuture.completedFuture(outcome(null, e));
        }
    }

    private Answer outcome(@Nullable Appended appended, @Nullable Throwable failure) {
        if (failure == null) {
            events.stored(appended == Appended.DUPLICATE);
            return Answer.text(200, "the report is stored");
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        events.notStored(cause);
        if (cause instanceof StoreFullException) {
            return Refusals.later(
                    507, "store-full", "the server has no room for reports now, expected to have some later", 3600);
        }
        if (cause instanceof StoreBusyException) {
            return Refusals.busy();
        }
        return Refusals.later(
                503, "not-stored", "the server could not store the report, expected to be able to later", 600);
    }

    private CompletionStage<Answer> refused(RefusedUpload refusal) {
        events.refused(refusal.code());
        return CompletableFuture.completedFuture(refusal.answer());
    }

    private CompletionStage<Answer> storeUnderFound(Report report, ConfigVersion version) {
        try {
            Optional<UploadConfig> found = configurations.find(version);
            return found.isPresent()
                    ? store(report, found.get())
                    : refused(unknownConfig(version + ", expected one that this collection published"));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(outcome(null, e));
        }
    }

    private static RefusedUpload unknownConfig(String found) {
        return new RefusedUpload(409, "unknown-config", "the report's configuration is " + found);
    }

    private static LocalDate week(String path) throws RefusedUpload {
        String text = path.substring(PATH.length());
        try {
            if (text.length() == "2026-11-16".length()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // answered below
        }
        throw new RefusedUpload(
                404, "malformed-week", "the path names no week, expected /upload/ and a date like 2026-11-16");
    }
}
