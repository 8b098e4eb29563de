package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.text.Quoted;
import dev.limpid.uploader.config.UntrustedConfigException;
import dev.limpid.uploader.home.Backoff;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.WaitingAnswers;
import dev.limpid.uploader.home.WaitingAnswers.Waiting;
import dev.limpid.uploader.send.AnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends the waiting answers of all weeks, in one order that is drawn for each pass. An answer that may have arrived is
 * sent again as the same bytes with the same token. One that the server certainly has is moved to the copies, one that
 * it refused is moved aside; neither holds up the others. An answer that the configurations proven now do not allow is
 * not sent, whatever was decided before: it is moved aside, too.
 */
final class AnswerDispatcher {

    /** After this many failures in a row, the fault is in the server or the way to it, not in an answer. */
    private static final int FAILURES = 3;

    private final PassContext passContext;
    private final HomeLayout files;
    private final WeekDecisions notes;
    private final Outbox outbox;
    private final AnswerSender sender;

    private record Addressed(LocalDate week, Waiting answer) {}

    AnswerDispatcher(PassContext passContext, WeekDecisions notes, Outbox outbox, AnswerSender sender) {
        this.passContext = passContext;
        this.files = passContext.files();
        this.notes = notes;
        this.outbox = outbox;
        this.sender = sender;
    }

    void run(SendingPace pace) throws IOException {
        List<Addressed> all = allowed(waiting());
        if (all.isEmpty()) {
            return;
        }
        Backoff backoff = backoff();
        if (pace != SendingPace.NOW && backoff.mustWait(passContext.now())) {
            passContext.report(Step.Kind.LATER, StepSentences.of("step.alone", "time", backoff.notBefore()));
            return;
        }
        AtomicFile.ensureFolder(files.uploadFolder()); // without a copy for the user to see, nothing is sent
        Map<LocalDate, Integer> sent = new TreeMap<>();
        try {
            send(all.subList(0, pace.most(all.size())), backoff, sent);
        } finally {
            sent.forEach((week, answers) ->
                    passContext.report(Step.Kind.SENT, week, StepSentences.count("step.sent", answers)));
        }
    }

    private List<Addressed> waiting() throws IOException {
        List<Addressed> all = new ArrayList<>();
        for (LocalDate week : files.waiting()) {
            if (!notes.areReadable(week)) {
                continue;
            }
            Optional<WaitingAnswers> waiting = outbox.of(week);
            if (waiting.isPresent() && passContext.maySend(week)) {
                waiting.get().answers().forEach(answer -> all.add(new Addressed(week, answer)));
            }
        }
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, passContext.random().nextInt(i + 1));
        }
        return all;
    }

    /**
     * The answers that the newest proven configurations allow. A mistake in a configuration has no effect on this
     * machine any more as soon as its revocation is known here. A file that was damaged, or changed by somebody, cannot
     * cause anything to be sent that was not asked.
     */
    private List<Addressed> allowed(List<Addressed> all) throws IOException {
        if (all.isEmpty()) {
            return all;
        }
        Optional<ActiveQuestions> proven = proven();
        if (proven.isEmpty()) {
            return List.of();
        }
        List<Addressed> allowed = new ArrayList<>();
        for (Addressed next : all) {
            Optional<Refusal> refusal = proven.get().check(next.answer().answer());
            if (refusal.isEmpty()) {
                allowed.add(next);
                continue;
            }
            String why = refusal.get().code() + ": " + refusal.get().sentence();
            outbox.refused(next.week(), next.answer(), why);
            passContext.report(
                    Step.Kind.WITHHELD,
                    next.week(),
                    StepSentences.of(
                            "step.withheld", "chart", Quoted.of(next.answer().chart()), "why", why));
        }
        return allowed;
    }

    /** The questions of the configurations that are proven here; fetched if there are none. */
    private Optional<ActiveQuestions> proven() {
        try {
            Optional<ActiveQuestions> known = passContext.config().verified();
            return known.isPresent() ? known : Optional.of(passContext.config().refresh());
        } catch (UntrustedConfigException e) {
            passContext.report(Step.Kind.UNTRUSTED, "step.untrusted", e);
        } catch (IOException e) {
            passContext.report(Step.Kind.NO_CONFIG, "step.unproven", e);
        }
        return Optional.empty();
    }

    private void send(List<Addressed> all, Backoff backoff, Map<LocalDate, Integer> sent) throws IOException {
        int failedInARow = 0;
        int arrived = 0;
        List<SendResult.Later> failures = new ArrayList<>();
        for (Addressed next : all) {
            // Checked before each answer: a user who says no now says no to every answer that was not sent yet.
            if (!passContext.maySend(next.week())) {
                break;
            }
            SendResult result = sender.send(next.answer().token(), next.answer().bytes());
            if (result instanceof SendResult.Later later) {
                if (Thread.currentThread().isInterrupted()) {
                    // The program ends, or its host interrupts every thread: not a failure of the server, so no reason
                    // to wait.
                    throw new InterruptedIOException("the pass was interrupted: " + later.reason());
                }
                failures.add(later);
                failedInARow++;
                if (later.retryAfter().isPresent() || failedInARow == FAILURES) {
                    break;
                }
                continue;
            }
            failedInARow = 0;
            arrived++;
            if (result instanceof SendResult.NotYet notYet) {
                passContext.report(
                        Step.Kind.LATER,
                        next.week(),
                        StepSentences.of(
                                "step.not-yet", "chart", Quoted.of(next.answer().chart()), "why", notYet.reason()));
                continue;
            }
            if (result instanceof SendResult.Refused refused) {
                String why = refused.code() + ": " + refused.sentence();
                outbox.refused(next.week(), next.answer(), why);
                passContext.report(
                        Step.Kind.REFUSED,
                        next.week(),
                        StepSentences.of("step.refused", "chart", next.answer().chart(), "why", why));
            } else {
                outbox.sent(next.week(), next.answer());
                sent.merge(next.week(), 1, Integer::sum);
            }
        }
        if (failures.isEmpty()) {
            Files.deleteIfExists(files.backoff());
        } else {
            failed(failures, arrived > 0 ? Backoff.NONE : backoff);
        }
    }

    private void failed(List<SendResult.Later> failures, Backoff before) throws IOException {
        SendResult.Later last = failures.get(failures.size() - 1);
        Backoff longer = before.afterFailure(passContext.now(), last.retryAfter(), passContext.random());
        AtomicFile.write(files.backoff(), longer.text());
        passContext.report(
                Step.Kind.LATER, StepSentences.of("step.later", "why", last.reason(), "time", longer.notBefore()));
    }

    private Backoff backoff() throws IOException {
        try {
            return Backoff.parse(new String(AtomicFile.read(files.backoff()), StandardCharsets.UTF_8));
        } catch (NoSuchFileException | NotRegularFileException e) {
            return Backoff.NONE;
        }
    }
}
