package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.send.ReportSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends the upload reports that lie ready. A report that may have arrived is sent again as the same bytes, by which the
 * server knows it; one that the server certainly has is moved to the copies, one that it refused is moved aside.
 */
final class Dispatch {

    private final ReportFiles files;
    private final WeekNotes notes;
    private final Supplier<Mode> mode;
    private final RandomGenerator random;
    private final ReportSender sender;
    private final Consumer<Step> log;

    Dispatch(
            ReportFiles files,
            WeekNotes notes,
            Supplier<Mode> mode,
            RandomGenerator random,
            ReportSender sender,
            Consumer<Step> log) {
        this.files = files;
        this.notes = notes;
        this.mode = mode;
        this.random = random;
        this.sender = sender;
        this.log = log;
    }

    void run(LocalDate today, Instant now, boolean hurry) throws IOException {
        for (LocalDate week : files.ready()) {
            if (HomeFiles.isThere(files.sent(week)) || notes.of(week).outcome().isPresent()) {
                Files.deleteIfExists(files.ready(week));
                continue;
            }
            Optional<String> reason = Consent.reasonToKeep(mode.get(), week, today);
            if (reason.isPresent()) {
                say(Step.Kind.KEPT, week, reason.get());
                continue;
            }
            Backoff backoff = backoff();
            if (!hurry && backoff.mustWait(now)) {
                say(Step.Kind.LATER, week, "the server is left alone until " + backoff.notBefore());
                return;
            }
            if (!send(week, now, backoff)) {
                return; // the next one would fail as well
            }
        }
    }

    private boolean send(LocalDate week, Instant now, Backoff backoff) throws IOException {
        AtomicFile.ensureFolder(files.uploadFolder()); // what cannot be kept for the user to see is not sent
        byte[] report;
        try {
            report = AtomicFile.read(files.ready(week));
        } catch (NotRegularFileException e) {
            Damaged.moveAside(files, files.ready(week), String.valueOf(e.getMessage()));
            notes.decide(week, WeekNote.Outcome.DAMAGED, "the report that lay ready was no file");
            say(Step.Kind.DAMAGED, week, String.valueOf(e.getMessage()));
            return true;
        }
        SendResult result = sender.send(week, report);
        if (result instanceof SendResult.Later later) {
            Backoff longer = backoff.afterFailure(now, later.retryAfter(), random);
            AtomicFile.write(files.backoff(), longer.text());
            say(Step.Kind.LATER, week, "not sent: " + later.reason() + "; tried again after " + longer.notBefore());
            return false;
        }
        Files.deleteIfExists(files.backoff());
        if (result instanceof SendResult.Refused refused) {
            String why = refused.code() + ": " + refused.sentence();
            AtomicFile.ensureFolder(files.refusedFolder());
            AtomicFile.write(files.refusal(week), why + "\n");
            AtomicFile.move(files.ready(week), files.refused(week));
            notes.decide(week, WeekNote.Outcome.REFUSED, why);
            say(Step.Kind.REFUSED, week, "refused by the server: " + why);
        } else {
            AtomicFile.move(files.ready(week), files.sent(week));
            notes.decide(week, WeekNote.Outcome.SENT, "");
            say(Step.Kind.SENT, week, "sent");
        }
        return true;
    }

    private Backoff backoff() throws IOException {
        try {
            return Backoff.parse(new String(AtomicFile.read(files.backoff()), StandardCharsets.UTF_8));
        } catch (NoSuchFileException | NotRegularFileException e) {
            return Backoff.NONE;
        }
    }

    private void say(Step.Kind kind, LocalDate week, String sentence) {
        log.accept(new Step(kind, Optional.of(week), sentence));
    }
}
