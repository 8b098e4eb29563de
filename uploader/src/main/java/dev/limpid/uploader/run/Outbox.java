package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.home.WaitingAnswers;
import dev.limpid.uploader.home.WaitingAnswers.Waiting;
import dev.limpid.uploader.home.WeekDecision;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The waiting answers of all weeks, and what became of them. An answer that the server has is first added to the copies
 * and then removed from those that wait, so that a pass that is killed in between loses neither the answer nor its
 * copy. If a pass is killed before that, the answer is sent again with the same token, by which the server recognises
 * it. For one thread, that of the pass: the lock of the pass keeps other processes out.
 */
final class Outbox {

    private final PassContext passContext;
    private final HomeLayout files;
    private final WeekDecisions notes;

    Outbox(PassContext passContext, WeekDecisions notes) {
        this.passContext = passContext;
        this.files = passContext.files();
        this.notes = notes;
    }

    /** Stores answers that wait to be sent. From then on the week is decided. */
    void put(LocalDate week, WaitingAnswers answers) throws IOException {
        AtomicFile.write(files.waiting(week), answers.text());
    }

    /** The waiting answers of a week, without those that a killed pass had already handled. Empty if there are none. */
    Optional<WaitingAnswers> of(LocalDate week) throws IOException {
        if (notes.of(week).outcome().isPresent()) {
            Files.deleteIfExists(files.waiting(week));
            return Optional.empty();
        }
        WaitingAnswers waiting;
        try {
            waiting = WaitingAnswers.parse(AtomicFile.readText(files.waiting(week)), week);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException | NotRegularFileException e) {
            damaged(week, e);
            return Optional.empty();
        }
        SentAnswers sent = SentAnswers.read(files.sent(week));
        SentAnswers refused = SentAnswers.read(files.refused(week));
        WaitingAnswers left = waiting;
        for (Waiting answer : waiting.answers()) {
            if (sent.lines().contains(answer.json()) || refused.lines().contains(answer.json())) {
                left = left.without(answer);
            }
        }
        if (left.answers().size() < waiting.answers().size()) {
            keep(week, left);
        }
        return left.answers().isEmpty() ? Optional.empty() : Optional.of(left);
    }

    /**
     * Handles damaged answers: it is not known whether they were sent, but the copies show which ones certainly were.
     */
    private void damaged(LocalDate week, Exception e) throws IOException {
        passContext.moveAside(week, files.waiting(week), e);
        notes.decide(week, WeekDecision.Outcome.DAMAGED, "the waiting answers were damaged");
    }

    /** Records that the server has the answer. */
    void sent(LocalDate week, Waiting answer) throws IOException {
        SentAnswers.add(files.sent(week), answer.json());
        done(week, answer);
    }

    /** Records that the server will never accept the answer, or that it must not be sent any more. */
    void refused(LocalDate week, Waiting answer, String why) throws IOException {
        AtomicFile.ensureFolder(files.refusedFolder());
        Optional<String> before = reasons(week);
        AtomicFile.write(files.refusal(week), before.orElse("") + answer.chart() + ": " + why + "\n");
        SentAnswers.add(files.refused(week), answer.json());
        done(week, answer);
    }

    private Optional<String> reasons(LocalDate week) throws IOException {
        try {
            return Optional.of(AtomicFile.readText(files.refusal(week)));
        } catch (NoSuchFileException | NotRegularFileException e) {
            return Optional.empty();
        }
    }

    private void done(LocalDate week, Waiting answer) throws IOException {
        WaitingAnswers waiting = WaitingAnswers.parse(AtomicFile.readText(files.waiting(week)), week);
        keep(week, waiting.without(answer));
    }

    /** Stores the answers that are left. If there are none, stores the week's outcome, and then deletes its file. */
    private void keep(LocalDate week, WaitingAnswers left) throws IOException {
        if (!left.answers().isEmpty()) {
            put(week, left);
            return;
        }
        int sent = SentAnswers.read(files.sent(week)).lines().size();
        int refused = SentAnswers.read(files.refused(week)).lines().size();
        String reason = refused == 0 ? "" : Quantity.of(refused, "answer") + " refused";
        notes.decide(week, sent > 0 ? WeekDecision.Outcome.SENT : WeekDecision.Outcome.REFUSED, reason);
        Files.deleteIfExists(files.waiting(week));
    }
}
