package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.Quarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the steps of one pass share, and how each reports what it did. For one thread.
 *
 * @param mode the effective mode, determined again at each call
 * @param now when the pass began
 * @param random a secure source
 * @param log receives every step when it is made
 */
record PassContext(
        TelemetryHome home,
        HomeLayout files,
        Supplier<Mode> mode,
        Instant now,
        RandomGenerator random,
        PassConfigSource config,
        Consumer<Step> log) {

    LocalDate today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** Whether a week may leave this machine now; reports why if it may not. */
    boolean maySend(LocalDate week) {
        Optional<LocalizableMessage> reason = Consent.reasonToKeep(mode.get(), week, today());
        reason.ifPresent(why -> report(Step.Kind.KEPT, week, why));
        return reason.isEmpty();
    }

    /** Moves a damaged file of a week out of the way, and reports it. */
    void moveAside(LocalDate week, Path file, Exception damage) throws IOException {
        String why = file.getFileName() + ": " + damage.getMessage();
        Quarantine.moveAside(files, file, why);
        report(Step.Kind.DAMAGED, week, LocalizableMessage.quoted(why));
    }

    /** Reports a step that is not about a week. */
    void report(Step.Kind kind, LocalizableMessage message) {
        log.accept(new Step(kind, Optional.empty(), message));
    }

    /** Reports a step that is about a week. */
    void report(Step.Kind kind, LocalDate week, LocalizableMessage message) {
        log.accept(new Step(kind, Optional.of(week), message));
    }

    /** Reports a step that failed. */
    void report(Step.Kind kind, String sentence, Exception failure) {
        report(kind, StepSentences.of(sentence, "why", String.valueOf(failure.getMessage())));
    }
}
