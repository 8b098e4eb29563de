package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.run.WaitingAnswers.Waiting;
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
 * Decides once for each week that may be sent what is answered: consent and age, then each question on its own, by the
 * week's draw. The answers lie on the disk, each with its token, before anything is sent, and are not made again.
 */
final class Decision {

    /** After so many days a week is decided by the last verified configuration if no newer one can be fetched. */
    private static final int PATIENCE_DAYS = 14;

    private final ReportFiles files;
    private final WeekNotes notes;
    private final Outbox outbox;
    private final Supplier<Mode> mode;
    private final RandomGenerator random;
    private final ConfigSource config;
    private final Consumer<Step> log;

    Decision(
            ReportFiles files,
            WeekNotes notes,
            Outbox outbox,
            Supplier<Mode> mode,
            RandomGenerator random,
            ConfigSource config,
            Consumer<Step> log) {
        this.files = files;
        this.notes = notes;
        this.outbox = outbox;
        this.mode = mode;
        this.random = random;
        this.config = config;
        this.log = log;
    }

    void run(LocalDate today, Set<LocalDate> waiting) throws IOException {
        List<LocalDate> open = new ArrayList<>();
        for (LocalDate week : files.localReports()) {
            if (!waiting.contains(week)
                    && notes.areReadable(week)
                    && !notes.isDecided(week)
                    && mayBeSent(week, today)) {
                open.add(week);
            }
        }
        if (open.isEmpty()) {
            return; // and no reason to ask for a configuration
        }
        Optional<QuestionsInUse> last = verified();
        boolean fetch = false;
        for (LocalDate week : open) {
            fetch |= drawFetch(week, last);
        }
        boolean fetched = false;
        if (fetch || last.isEmpty()) {
            try {
                QuestionsInUse newest = config.refresh();
                say(Step.Kind.CONFIG, Optional.empty(), Saying.of("step.config", "version", version(newest)));
                last = Optional.of(newest);
                fetched = true;
            } catch (UntrustedConfigException e) {
                say(
                        Step.Kind.UNTRUSTED,
                        Optional.empty(),
                        Saying.of("step.untrusted", "why", String.valueOf(e.getMessage())));
                return;
            } catch (IOException e) {
                say(
                        Step.Kind.NO_CONFIG,
                        Optional.empty(),
                        Saying.of("step.unfetched", "why", String.valueOf(e.getMessage())));
            }
        }
        if (last.isPresent() && !last.get().pendingWidenings().isEmpty()) {
            say(Step.Kind.ON_SHOW, Optional.empty(), Saying.of("step.shown", "version", version(last.get())));
        }
        if (last.isPresent() && last.get().inForce().isEmpty()) {
            say(Step.Kind.ON_SHOW, Optional.empty(), Saying.of("step.unshown"));
            return;
        }
        for (LocalDate week : open) {
            boolean patient = fetch && !fetched && !week.isBefore(today.minusDays(PATIENCE_DAYS));
            // Asked again: the log may have been slow, and the user quick.
            if (last.isPresent() && !patient && mayBeSent(week, today)) {
                decide(week, last.get());
            }
        }
    }

    private static String version(QuestionsInUse questions) {
        return questions.newest().map(CollectionConfig::version).orElse("none");
    }

    private static double fetchRate(QuestionsInUse questions) {
        return questions.newest().map(CollectionConfig::fetchRate).orElse(1.0);
    }

    /** A damaged configuration is as good as none: the newest is fetched in its place. */
    private Optional<QuestionsInUse> verified() {
        try {
            return config.verified();
        } catch (IOException e) {
            say(Step.Kind.DAMAGED, Optional.empty(), Saying.of("step.stored", "why", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private boolean mayBeSent(LocalDate week, LocalDate today) {
        Optional<LocalizableMessage> reason = Consent.reasonToKeep(mode.get(), week, today);
        reason.ifPresent(why -> say(Step.Kind.KEPT, Optional.of(week), why));
        return reason.isEmpty();
    }

    /**
     * The draw is noted, so that failing and trying again does not make asking likelier than the configuration says. Who
     * did not ask the week before asks in any case: rates that moved reach every machine within two weeks.
     */
    private boolean drawFetch(LocalDate week, Optional<QuestionsInUse> last) throws IOException {
        Optional<Boolean> drawn = notes.of(week).fetch();
        if (drawn.isPresent()) {
            return drawn.get();
        }
        LocalDate before = week.minusWeeks(1);
        boolean asked = notes.areReadable(before)
                && files.readNote(before).flatMap(WeekNote::fetch).orElse(false);
        boolean fetch = last.isEmpty() || !asked || random.nextDouble() < fetchRate(last.get());
        notes.drawn(week, fetch);
        return fetch;
    }

    private void decide(LocalDate week, QuestionsInUse questions) throws IOException {
        Report local;
        Path file = files.localReport(week);
        try {
            local = ReportCodec.read(AtomicFile.read(file));
        } catch (MalformedReportException | NotRegularFileException e) {
            String why = file.getFileName() + ": " + e.getMessage();
            Damaged.moveAside(files, file, why);
            say(Step.Kind.DAMAGED, Optional.of(week), LocalizableMessage.quoted(why));
            return; // made anew on the next pass if its count files are still there
        }
        WeekDraw draw = notes.draw(week, random);
        List<Waiting> drawn = new ArrayList<>();
        int asked = 0;
        for (QuestionsInUse.ActiveQuestion question : questions.questions()) {
            Optional<Answer> answer = question.answer(local);
            if (answer.isPresent()) {
                asked++;
                if (question.question().isDrawn(draw.of(question.chart()))) {
                    drawn.add(Waiting.of(answer.get(), random));
                }
            }
        }
        if (drawn.isEmpty()) {
            nothing(week, asked);
            return;
        }
        outbox.put(week, new WaitingAnswers(drawn));
        say(Step.Kind.ANSWERS, Optional.of(week), Saying.count("step.drawn", asked, "drawn", drawn.size()));
    }

    private void nothing(LocalDate week, int asked) throws IOException {
        LocalizableMessage why = asked == 0 ? Saying.of("step.unasked") : Saying.count("step.undrawn", asked);
        notes.decide(week, asked == 0 ? WeekNote.Outcome.NOTHING_ASKED : WeekNote.Outcome.NOT_DRAWN, why.toString());
        say(Step.Kind.NOT_SELECTED, Optional.of(week), why);
    }

    private void say(Step.Kind kind, Optional<LocalDate> week, LocalizableMessage said) {
        log.accept(new Step(kind, week, said));
    }
}
