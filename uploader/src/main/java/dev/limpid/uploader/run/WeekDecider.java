package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.config.UntrustedConfigException;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.WaitingAnswers;
import dev.limpid.uploader.home.WaitingAnswers.Waiting;
import dev.limpid.uploader.home.WeekDecision;
import dev.limpid.uploader.home.WeekDraw;
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
final class WeekDecider {

    /** After this many days, a week is decided by the last verified configuration if no newer one can be fetched. */
    private static final int PATIENCE_DAYS = 14;

    private final PassContext passContext;
    private final HomeLayout files;
    private final WeekDecisions notes;
    private final Outbox outbox;

    WeekDecider(PassContext passContext, WeekDecisions notes, Outbox outbox) {
        this.passContext = passContext;
        this.files = passContext.files();
        this.notes = notes;
        this.outbox = outbox;
    }

    /** @param waiting the weeks that wait, and are decided by a later pass */
    void run(Set<LocalDate> waiting) throws IOException {
        List<LocalDate> open = new ArrayList<>();
        for (LocalDate week : files.localReports()) {
            if (!waiting.contains(week)
                    && notes.areReadable(week)
                    && !notes.isDecided(week)
                    && passContext.maySend(week)) {
                open.add(week);
            }
        }
        if (open.isEmpty()) {
            return; // there is no reason to ask for a configuration
        }
        Optional<ActiveQuestions> last = verified();
        boolean fetch = false;
        for (LocalDate week : open) {
            fetch |= drawFetch(week, last);
        }
        boolean fetched = false;
        if (fetch || last.isEmpty()) {
            try {
                ActiveQuestions newest = passContext.config().refresh();
                passContext.report(Step.Kind.CONFIG, StepSentences.of("step.config", "version", version(newest)));
                last = Optional.of(newest);
                fetched = true;
            } catch (UntrustedConfigException e) {
                passContext.report(Step.Kind.UNTRUSTED, "step.untrusted", e);
                return;
            } catch (IOException e) {
                passContext.report(Step.Kind.NO_CONFIG, "step.unfetched", e);
            }
        }
        if (last.isPresent() && !last.get().pendingWidenings().isEmpty()) {
            passContext.report(Step.Kind.ON_SHOW, StepSentences.of("step.shown", "version", version(last.get())));
        }
        if (last.isPresent() && last.get().inForce().isEmpty()) {
            passContext.report(Step.Kind.ON_SHOW, StepSentences.of("step.unshown"));
            return;
        }
        for (LocalDate week : open) {
            boolean patient =
                    fetch && !fetched && !week.isBefore(passContext.today().minusDays(PATIENCE_DAYS));
            // Checked again: the user may have changed the mode while the log was asked.
            if (last.isPresent() && !patient && passContext.maySend(week)) {
                decide(week, last.get());
            }
        }
    }

    private static String version(ActiveQuestions questions) {
        return questions.newest().map(CollectionConfig::version).orElse("none");
    }

    private static double fetchRate(ActiveQuestions questions) {
        return questions.newest().map(CollectionConfig::fetchRate).orElse(1.0);
    }

    /** A damaged configuration counts as none: the newest is fetched instead. */
    private Optional<ActiveQuestions> verified() {
        try {
            return passContext.config().verified();
        } catch (IOException e) {
            passContext.report(Step.Kind.DAMAGED, "step.stored", e);
            return Optional.empty();
        }
    }

    /**
     * The draw is stored, so that a retry after a failure does not make asking more likely than the configuration says.
     * A machine that did not ask in the week before asks in any case, so that changed rates reach every machine within
     * two weeks.
     */
    private boolean drawFetch(LocalDate week, Optional<ActiveQuestions> last) throws IOException {
        Optional<Boolean> drawn = notes.of(week).fetch();
        if (drawn.isPresent()) {
            return drawn.get();
        }
        LocalDate before = week.minusWeeks(1);
        boolean asked = notes.areReadable(before)
                && files.readNote(before).flatMap(WeekDecision::fetch).orElse(false);
        boolean fetch = last.isEmpty() || !asked || passContext.random().nextDouble() < fetchRate(last.get());
        notes.drawn(week, fetch);
        return fetch;
    }

    private void decide(LocalDate week, ActiveQuestions questions) throws IOException {
        Report local;
        Path file = files.localReport(week);
        try {
            local = ReportCodec.read(AtomicFile.read(file));
        } catch (MalformedReportException | NotRegularFileException e) {
            passContext.moveAside(week, file, e);
            return; // made again in the next pass if its count files are still there
        }
        WeekDraw draw = notes.draw(week, passContext.random());
        List<Waiting> drawn = new ArrayList<>();
        int asked = 0;
        for (ActiveQuestions.ActiveQuestion question : questions.questions()) {
            Optional<Answer> answer = question.answer(local);
            if (answer.isPresent()) {
                asked++;
                if (question.question().isSampled(draw.uniformFor(question.chart()))) {
                    drawn.add(Waiting.of(answer.get(), passContext.random()));
                }
            }
        }
        if (drawn.isEmpty()) {
            nothing(week, asked);
            return;
        }
        outbox.put(week, new WaitingAnswers(drawn));
        passContext.report(Step.Kind.ANSWERS, week, StepSentences.count("step.drawn", asked, "drawn", drawn.size()));
    }

    private void nothing(LocalDate week, int asked) throws IOException {
        LocalizableMessage why =
                asked == 0 ? StepSentences.of("step.unasked") : StepSentences.count("step.undrawn", asked);
        notes.decide(
                week, asked == 0 ? WeekDecision.Outcome.NOTHING_ASKED : WeekDecision.Outcome.NOT_DRAWN, why.toString());
        passContext.report(Step.Kind.NOT_SELECTED, week, why);
    }
}
