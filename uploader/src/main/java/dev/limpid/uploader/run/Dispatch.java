package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.Refusal;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.protocol.text.Quoted;
import dev.limpid.uploader.run.WaitingAnswers.Waiting;
import dev.limpid.uploader.send.AnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends the answers that wait, those of all weeks in one order that is drawn anew at each pass. An answer that may have
 * arrived is sent again as the same bytes with the same token; one that the server certainly has is moved to the copies,
 * one that it refused is moved aside, and neither keeps the others. What the configurations that are proven now do not
 * let pass is not sent, whatever was decided before: it is moved aside, too.
 */
final class Dispatch {

    /** After so many failures in a row it is the server or the way to it, and not an answer. */
    private static final int FAILURES = 3;

    private final ReportFiles files;
    private final WeekNotes notes;
    private final Outbox outbox;
    private final Supplier<Mode> mode;
    private final RandomGenerator random;
    private final ConfigSource config;
    private final AnswerSender sender;
    private final Consumer<Step> log;

    private record Addressed(LocalDate week, Waiting answer) {}

    Dispatch(
            ReportFiles files,
            WeekNotes notes,
            Outbox outbox,
            Supplier<Mode> mode,
            RandomGenerator random,
            ConfigSource config,
            AnswerSender sender,
            Consumer<Step> log) {
        this.files = files;
        this.notes = notes;
        this.outbox = outbox;
        this.mode = mode;
        this.random = random;
        this.config = config;
        this.sender = sender;
        this.log = log;
    }

    void run(LocalDate today, Instant now, Pace pace) throws IOException {
        List<Addressed> all = allowed(waiting(today));
        if (all.isEmpty()) {
            return;
        }
        Backoff backoff = backoff();
        if (pace != Pace.NOW && backoff.mustWait(now)) {
            say(Step.Kind.LATER, Optional.empty(), Saying.of("step.alone", "time", backoff.notBefore()));
            return;
        }
        AtomicFile.ensureFolder(files.uploadFolder()); // what cannot be kept for the user to see is not sent
        Map<LocalDate, Integer> sent = new TreeMap<>();
        try {
            send(all.subList(0, pace.most(all.size())), today, now, backoff, sent);
        } finally {
            sent.forEach((week, answers) -> say(Step.Kind.SENT, Optional.of(week), Saying.count("step.sent", answers)));
        }
    }

    private List<Addressed> waiting(LocalDate today) throws IOException {
        List<Addressed> all = new ArrayList<>();
        for (LocalDate week : files.waiting()) {
            if (!notes.areReadable(week)) {
                continue;
            }
            Optional<WaitingAnswers> waiting = outbox.of(week);
            if (waiting.isPresent() && mayGo(week, today)) {
                waiting.get().answers().forEach(answer -> all.add(new Addressed(week, answer)));
            }
        }
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
        return all;
    }

    /**
     * Those that the newest proven configurations let pass. A mistake in a configuration ends on this machine as soon as
     * its revocation is known here, and a file that was damaged, or changed by somebody, sends nothing that was not asked.
     */
    private List<Addressed> allowed(List<Addressed> all) throws IOException {
        if (all.isEmpty()) {
            return all;
        }
        Optional<QuestionsInUse> proven = proven();
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
            say(
                    Step.Kind.WITHHELD,
                    Optional.of(next.week()),
                    Saying.of("step.withheld", "chart", Quoted.of(next.answer().chart()), "why", why));
        }
        return allowed;
    }

    /** What is asked by what is proven here, fetched if that is nothing. */
    private Optional<QuestionsInUse> proven() {
        try {
            Optional<QuestionsInUse> known = config.verified();
            return known.isPresent() ? known : Optional.of(config.refresh());
        } catch (UntrustedConfigException e) {
            say(
                    Step.Kind.UNTRUSTED,
                    Optional.empty(),
                    Saying.of("step.untrusted", "why", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            say(
                    Step.Kind.NO_CONFIG,
                    Optional.empty(),
                    Saying.of("step.unproven", "why", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private boolean mayGo(LocalDate week, LocalDate today) {
        Optional<LocalizableMessage> reason = Consent.reasonToKeep(mode.get(), week, today);
        reason.ifPresent(why -> say(Step.Kind.KEPT, Optional.of(week), why));
        return reason.isEmpty();
    }

    private void send(List<Addressed> all, LocalDate today, Instant now, Backoff backoff, Map<LocalDate, Integer> sent)
            throws IOException {
        int failedInARow = 0;
        int arrived = 0;
        List<SendResult.Later> failures = new ArrayList<>();
        for (Addressed next : all) {
            // Asked before each: a user who says no now has said no to all that has not left.
            if (!mayGo(next.week(), today)) {
                break;
            }
            SendResult result = sender.send(next.answer().token(), next.answer().bytes());
            if (result instanceof SendResult.Later later) {
                if (Thread.currentThread().isInterrupted()) {
                    // The program ends, or its host interrupts every thread: no failure of the server to keep away for.
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
                say(
                        Step.Kind.LATER,
                        Optional.of(next.week()),
                        Saying.of(
                                "step.not-yet", "chart", Quoted.of(next.answer().chart()), "why", notYet.reason()));
                continue;
            }
            if (result instanceof SendResult.Refused refused) {
                String why = refused.code() + ": " + refused.sentence();
                outbox.refused(next.week(), next.answer(), why);
                say(
                        Step.Kind.REFUSED,
                        Optional.of(next.week()),
                        Saying.of("step.refused", "chart", next.answer().chart(), "why", why));
            } else {
                outbox.sent(next.week(), next.answer());
                sent.merge(next.week(), 1, Integer::sum);
            }
        }
        if (failures.isEmpty()) {
            Files.deleteIfExists(files.backoff());
        } else {
            failed(failures, arrived > 0 ? Backoff.NONE : backoff, now);
        }
    }

    private void failed(List<SendResult.Later> failures, Backoff before, Instant now) throws IOException {
        SendResult.Later last = failures.get(failures.size() - 1);
        Backoff longer = before.afterFailure(now, last.retryAfter(), random);
        AtomicFile.write(files.backoff(), longer.text());
        say(
                Step.Kind.LATER,
                Optional.empty(),
                Saying.of("step.later", "why", last.reason(), "time", longer.notBefore()));
    }

    private Backoff backoff() throws IOException {
        try {
            return Backoff.parse(new String(AtomicFile.read(files.backoff()), StandardCharsets.UTF_8));
        } catch (NoSuchFileException | NotRegularFileException e) {
            return Backoff.NONE;
        }
    }

    private void say(Step.Kind kind, Optional<LocalDate> week, LocalizableMessage said) {
        log.accept(new Step(kind, week, said));
    }
}
