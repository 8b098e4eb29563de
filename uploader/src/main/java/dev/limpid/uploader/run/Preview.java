package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.Refusal;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.question.active.Omissions;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.LocalCounts;
import dev.limpid.uploader.home.UnreadableFile;
import dev.limpid.uploader.home.WaitingAnswers;
import dev.limpid.uploader.home.WeekDecision;
import dev.limpid.uploader.report.ReportBuilder;
import dev.limpid.uploader.route.RelayChoice;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What each week that was not sent yet would answer, what would stay here, and why. A week that is decided has exactly
 * the answers that wait. Writes no file and does not use the network.
 */
public final class Preview {

    /**
     * One week as it would be sent.
     *
     * @param week the day it ends or ended
     * @param ended whether it is over; if not, its counts still grow
     * @param decided whether it is decided which questions are answered: then these answers wait, and are sent as they
     *     are
     * @param reasonNotSent why nothing would be sent now; empty if it would be
     * @param answers what would be sent, or would be sent if this machine is drawn, separately for each question; empty
     *     for a week that is kept
     * @param withheld answers to the questions that would still stay here
     * @param omissions what would stay here even if every question is answered, and why
     * @param damaged files that cannot be read
     */
    public record Week(
            LocalDate week,
            boolean ended,
            boolean decided,
            Optional<LocalizableMessage> reasonNotSent,
            List<Answered> answers,
            List<Withheld> withheld,
            List<Omission> omissions,
            List<String> damaged) {

        public Week {
            answers = List.copyOf(answers);
            withheld = List.copyOf(withheld);
            omissions = List.copyOf(omissions);
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * One answer.
     *
     * @param rate the probability that it is sent; 1 if that is decided
     */
    public record Answered(Answer answer, double rate) {}

    /**
     * One answer that is not sent.
     *
     * @param why the end of a sentence
     */
    public record Withheld(Answer answer, LocalizableMessage why) {}

    private static final ActiveQuestions NOTHING = new ActiveQuestions(Optional.empty(), List.of());

    private final TelemetryHome home;
    private final HomeLayout files;
    private final Mode mode;
    private final LocalDate today;
    private final boolean known;
    private final ActiveQuestions questions;

    /** A preview for the questions that are in use here; if no configuration was verified, nothing is asked yet. */
    public Preview(TelemetryHome home, Mode mode, LocalDate today, Optional<ActiveQuestions> questions) {
        this.home = home;
        this.files = new HomeLayout(home);
        this.mode = mode;
        this.today = today;
        this.known = questions.isPresent();
        this.questions = questions.orElse(NOTHING);
    }

    /** Every week about which something may still be sent, oldest first. */
    public List<Week> weeks() throws IOException {
        List<Week> weeks = new ArrayList<>();
        for (LocalDate week : files.localReports()) {
            Optional<String> unreadable = files.unreadable(week);
            if (unreadable.isPresent()) {
                weeks.add(nothing(week, unreadable.get()));
            } else if (files.readNote(week).flatMap(WeekDecision::outcome).isEmpty()) {
                weeks.add(HomeFiles.exists(files.waiting(week)) ? waiting(week) : ended(week));
            }
        }
        weeks.addAll(counting());
        return weeks;
    }

    /** The count files in use that cannot be read, in words: it is not known which week they belong to. */
    public List<String> damaged() throws IOException {
        List<String> damaged = new ArrayList<>();
        LocalCounts.counting(files.folder(), damaged);
        return damaged;
    }

    private Week waiting(LocalDate week) throws IOException {
        List<Answered> answers = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        try {
            for (WaitingAnswers.Waiting waiting : WaitingAnswers.parse(AtomicFile.readText(files.waiting(week)), week)
                    .answers()) {
                answers.add(new Answered(AnswerCodec.read(waiting.bytes()), 1));
            }
        } catch (IllegalArgumentException
                | MalformedJsonException
                | CharacterCodingException
                | NoSuchFileException
                | NotRegularFileException e) {
            damaged.add(files.waiting(week).getFileName() + ": " + e.getMessage());
        }
        return week(week, true, true, reasonToKeep(week, true), answers, List.of(), damaged);
    }

    /** Sorts the answers into those that would be sent and those that would stay. */
    private Week week(
            LocalDate week,
            boolean ended,
            boolean decided,
            Optional<LocalizableMessage> kept,
            List<Answered> answers,
            List<Omission> omissions,
            List<String> damaged) {
        List<Answered> going = new ArrayList<>();
        List<Withheld> staying = new ArrayList<>();
        for (Answered each : answers) {
            Optional<LocalizableMessage> why = kept.or(() -> decided && known
                    ? questions.check(each.answer()).map(Refusal::sentence).map(LocalizableMessage::quoted)
                    : Optional.empty());
            if (why.isPresent()) {
                staying.add(new Withheld(each.answer(), why.get()));
            } else {
                going.add(each);
            }
        }
        return new Week(week, ended, decided, kept, going, staying, omissions, damaged);
    }

    private Week ended(LocalDate week) throws IOException {
        Path file = files.localReport(week);
        try {
            Report local = ReportCodec.read(AtomicFile.read(file));
            return preview(local, true, List.of());
        } catch (MalformedReportException e) {
            return nothing(week, file.getFileName() + ": " + e.getMessage());
        } catch (FileSystemException e) {
            return nothing(week, UnreadableFile.sentence(file, e));
        }
    }

    private Week nothing(LocalDate week, String damaged) {
        return preview(new Report(week, Optional.empty(), 0, "", List.of()), true, List.of(damaged));
    }

    /** The weeks that are still counted, or ended without a pass since. */
    private List<Week> counting() throws IOException {
        SortedMap<LocalDate, ReportBuilder> builders = LocalCounts.counting(files.folder(), new ArrayList<>());
        List<Week> weeks = new ArrayList<>();
        for (LocalDate end : builders.keySet()) {
            Report local = builders.get(end).build(end, Optional.empty(), "");
            weeks.add(preview(local, !end.isAfter(today), List.of()));
        }
        return weeks;
    }

    /**
     * Why a week stays here, in words, or would if it ended now; also if it is not known which way answers may take.
     */
    public Optional<LocalizableMessage> reasonToKeep(LocalDate week, boolean ended) {
        Optional<LocalizableMessage> kept = Consent.reasonToKeep(mode, week, ended ? today : week);
        if (kept.isEmpty()) {
            try {
                RelayChoice.read(home);
            } catch (IOException e) {
                return Optional.of(StepSentences.of("kept.way", "why", String.valueOf(e.getMessage())));
            }
        }
        return kept;
    }

    private Week preview(Report local, boolean ended, List<String> damaged) {
        Optional<LocalizableMessage> kept = reasonToKeep(local.week(), ended);
        if (kept.isEmpty() && !known) {
            kept = Optional.of(StepSentences.of("kept.unverified"));
        }
        List<Answered> answers = new ArrayList<>();
        for (ActiveQuestions.ActiveQuestion question : questions.questions()) {
            question.answer(local)
                    .ifPresent(answer ->
                            answers.add(new Answered(answer, question.question().rate())));
        }
        if (kept.isEmpty() && answers.isEmpty()) {
            kept = Optional.of(StepSentences.of("kept.unasked"));
        }
        return week(local.week(), ended, false, kept, answers, Omissions.of(questions, local), damaged);
    }
}
