package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.config.UntrustedConfigException;
import dev.limpid.uploader.home.ReportFiles;
import dev.limpid.uploader.home.WaitingAnswers;
import dev.limpid.uploader.home.WaitingAnswers.Waiting;
import dev.limpid.uploader.home.WeekDraw;
import dev.limpid.uploader.home.WeekNote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides once, for each week that may be sent, which questions are answered: by consent and age first, then for each
 * question separately, by the week's draw. The answers are on the disk, each with its token, before anything is sent,
 * and are not made again.
 */
final class Decision {

    /** After this many days, a week is decided by the last verified configuration if no newer one can be fetched. */
    private static final int PATIENCE_DAYS = 14;

    private final Pass pass;
    private final ReportFiles files;
    private final WeekNotes notes;
    private final Outbox outbox;

    Decision(Pass pass, WeekNotes notes, Outbox outbox) {
        this.pass = pass;
        this.files = pass.files();
        this.notes = notes;
        this.outbox = outbox;
    }

    /** @param waiting the weeks that wait, and are decided by a later pass */
    void run(Set<LocalDate> waiting) throws IOException {
        List<LocalDate> open = new ArrayList<>();
        for (LocalDate week : files.localReports()) {
            if (!waiting.contains(week) && notes.areReadable(week) && !notes.isDecided(week) && pass.maySend(week)) {
                open.add(week);
            }
        }
        if (open.isEmpty()) {
            return; // there is no reason to ask for a configuration
        }
        Optional<QuestionsInUse> last = verified();
        boolean fetch = false;
        for (LocalDate week : open) {
            fetch |= drawFetch(week, last);
        }
        boolean fetched = false;
        if (fetch || last.isEmpty()) {
            try {
                QuestionsInUse newest = pass.config().refresh();
                pass.tell(Step.Kind.CONFIG, StepSentences.of("step.config", "version", version(newest)));
                last = Optional.of(newest);
                fetched = true;
            } catch (UntrustedConfigException e) {
                pass.tell(Step.Kind.UNTRUSTED, "step.untrusted", e);
                return;
            } catch (IOException e) {
                pass.tell(Step.Kind.NO_CONFIG, "step.unfetched", e);
            }
        }
        if (last.isPresent() && !last.get().pendingWidenings().isEmpty()) {
            pass.tell(Step.Kind.ON_SHOW, StepSentences.of("step.shown", "version", version(last.get())));
        }
        if (last.isPresent() && last.get().inForce().isEmpty()) {
            pass.tell(Step.Kind.ON_SHOW, StepSentences.of("step.unshown"));
            return;
        }
        for (LocalDate week : open) {
            boolean patient = fetch && !fetched && !week.isBefore(pass.today().minusDays(PATIENCE_DAYS));
            // Checked again: the user may have changed the mode while the log was asked.
            if (last.isPresent() && !patient && pass.maySend(week)) {
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

    /** A damaged configuration counts as none: the newest is fetched instead. */
    private Optional<QuestionsInUse> verified() {
        try {
            return pass.config().verified();
        } catch (IOException e) {
            pass.tell(Step.Kind.DAMAGED, "step.stored", e);
            return Optional.empty();
        }
    }

    /**
     * The draw is stored, so that a retry after a failure does not make asking more likely than the configuration says.
     * A machine that did not ask in the week before asks in any case, so that changed rates reach every machine within
     * two weeks.
     */
    private boolean drawFetch(LocalDate week, Optional<QuestionsInUse> last) throws IOException {
        Optional<Boolean> drawn = notes.of(week).fetch();
        if (drawn.isPresent()) {
            return drawn.get();
        }
        LocalDate before = week.minusWeeks(1);
        boolean asked = notes.areReadable(before)
                && files.readNote(before).flatMap(WeekNote::fetch).orElse(false);
        boolean fetch = last.isEmpty() || !asked || pass.random().nextDouble() < fetchRate(last.get());
        notes.drawn(week, fetch);
        return fetch;
    }

    private void decide(LocalDate week, QuestionsInUse questions) throws IOException {
        Report local;
        Path file = files.localReport(week);
        try {
            local = ReportCodec.read(AtomicFile.read(file));
        } catch (MalformedReportException | NotRegularFileException e) {
            pass.moveAside(week, file, e);
            return; // made again in the next pass if its count files are still there
        }
        WeekDraw draw = notes.draw(week, pass.random());
        List<Waiting> drawn = new ArrayList<>();
        int asked = 0;
        for (QuestionsInUse.ActiveQuestion question : questions.questions()) {
            Optional<Answer> answer = question.answer(local);
            if (answer.isPresent()) {
                asked++;
                if (question.question().isDrawn(draw.of(question.chart()))) {
                    drawn.add(Waiting.of(answer.get(), pass.random()));
                }
            }
        }
        if (drawn.isEmpty()) {
            nothing(week, asked);
            return;
        }
        outbox.put(week, new WaitingAnswers(drawn));
        pass.tell(Step.Kind.ANSWERS, week, StepSentences.count("step.drawn", asked, "drawn", drawn.size()));
    }

    private void nothing(LocalDate week, int asked) throws IOException {
        LocalizableMessage why =
                asked == 0 ? StepSentences.of("step.unasked") : StepSentences.count("step.undrawn", asked);
        notes.decide(week, asked == 0 ? WeekNote.Outcome.NOTHING_ASKED : WeekNote.Outcome.NOT_DRAWN, why.toString());
        pass.tell(Step.Kind.NOT_SELECTED, week, why);
    }
}
