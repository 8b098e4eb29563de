package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Decides once for each week that may be sent whether it is, and what of it: consent, age, sampling, selection by the
 * configuration. What it decides to send lies ready on the disk before anything is sent.
 */
final class Decision {

    /** After so many days a week is decided by the last verified configuration if no newer one can be fetched. */
    private static final int PATIENCE_DAYS = 14;

    private final ReportFiles files;
    private final WeekNotes notes;
    private final Supplier<Mode> mode;
    private final RandomGenerator random;
    private final ConfigSource config;
    private final Consumer<Step> log;

    Decision(
            ReportFiles files,
            WeekNotes notes,
            Supplier<Mode> mode,
            RandomGenerator random,
            ConfigSource config,
            Consumer<Step> log) {
        this.files = files;
        this.notes = notes;
        this.mode = mode;
        this.random = random;
        this.config = config;
        this.log = log;
    }

    void run(LocalDate today, Set<LocalDate> waiting) throws IOException {
        List<LocalDate> open = new ArrayList<>();
        for (LocalDate week : files.localReports()) {
            if (!waiting.contains(week) && !notes.isDecided(week) && mayBeSent(week, today)) {
                open.add(week);
            }
        }
        if (open.isEmpty()) {
            return; // and no reason to ask for a configuration
        }
        Optional<UploadConfig> last = verified();
        boolean fetch = false;
        for (LocalDate week : open) {
            fetch |= drawFetch(week, last);
        }
        boolean fetched = false;
        if (fetch || last.isEmpty()) {
            try {
                UploadConfig newest = config.refresh();
                say(Step.Kind.CONFIG, Optional.empty(), "configuration " + newest.version() + " fetched and verified");
                last = Optional.of(newest);
                fetched = true;
            } catch (UntrustedConfigException e) {
                say(Step.Kind.UNTRUSTED, Optional.empty(), "nothing is sent: " + e.getMessage());
                return;
            } catch (IOException e) {
                say(Step.Kind.NO_CONFIG, Optional.empty(), "no configuration could be fetched: " + e.getMessage());
            }
        }
        for (LocalDate week : open) {
            boolean patient = fetch && !fetched && !week.isBefore(today.minusDays(PATIENCE_DAYS));
            // Asked again: the log may have been slow, and the user quick.
            if (last.isPresent() && !patient && mayBeSent(week, today)) {
                decide(week, last.get());
            }
        }
    }

    /** A damaged configuration is as good as none: the newest is fetched in its place. */
    private Optional<UploadConfig> verified() {
        try {
            return config.verified();
        } catch (IOException e) {
            say(Step.Kind.DAMAGED, Optional.empty(), "the stored configuration cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean mayBeSent(LocalDate week, LocalDate today) {
        Optional<String> reason = Consent.reasonToKeep(mode.get(), week, today);
        reason.ifPresent(why -> say(Step.Kind.KEPT, Optional.of(week), why));
        return reason.isEmpty();
    }

    /**
     * The draw is noted, so that failing and trying again does not make asking likelier than the configuration says. Who
     * did not ask the week before asks in any case: rates that moved reach every machine within two weeks.
     */
    private boolean drawFetch(LocalDate week, Optional<UploadConfig> last) throws IOException {
        Optional<Boolean> drawn = notes.of(week).fetch();
        if (drawn.isPresent()) {
            return drawn.get();
        }
        boolean asked =
                files.readNote(week.minusWeeks(1)).flatMap(WeekNote::fetch).orElse(false);
        boolean fetch =
                last.isEmpty() || !asked || random.nextDouble() < last.get().fetchRate();
        notes.drawn(week, fetch);
        return fetch;
    }

    private void decide(LocalDate week, UploadConfig by) throws IOException {
        Report local;
        Path file = files.localReport(week);
        try {
            local = ReportCodec.read(AtomicFile.read(file));
        } catch (MalformedReportException | NotRegularFileException e) {
            String why = file.getFileName() + ": " + e.getMessage();
            Damaged.moveAside(files, file, why);
            say(Step.Kind.DAMAGED, Optional.of(week), why);
            return; // made anew on the next pass if its count files are still there
        }
        if (local.x() > by.sampleRate()) {
            String why = "this machine is not in the sample of this week: X " + local.x() + " is above the sample rate "
                    + by.sampleRate() + " of " + by.version();
            notes.decide(week, WeekNote.Outcome.NOT_SAMPLED, why);
            say(Step.Kind.NOT_SELECTED, Optional.of(week), why);
            return;
        }
        Report upload = by.select(local);
        if (upload.programs().isEmpty()) {
            String why = "nothing that was counted in this week is approved for upload by " + by.version();
            notes.decide(week, WeekNote.Outcome.NOTHING_APPROVED, why);
            say(Step.Kind.NOT_SELECTED, Optional.of(week), why);
            return;
        }
        AtomicFile.write(files.ready(week), ReportCodec.toJson(upload));
        say(
                Step.Kind.UPLOAD_REPORT,
                Optional.of(week),
                "upload report made by " + by.version() + ": programs "
                        + upload.programs().size());
    }

    private void say(Step.Kind kind, Optional<LocalDate> week, String sentence) {
        log.accept(new Step(kind, week, sentence));
    }
}
