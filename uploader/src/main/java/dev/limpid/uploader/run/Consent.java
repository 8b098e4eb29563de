package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.report.ReportWeek;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.home.CountFiles;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.Quarantine;
import dev.limpid.uploader.home.WeekDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Whether a week may leave this machine. An answer covers a whole week of the home, even if a program was first run in
 * the middle of it. The week began seven days before it ended. If it began after the day of consent, nothing in it was
 * counted before the user agreed; otherwise something may have been.
 */
public final class Consent {

    private Consent() {}

    /** Why a week stays on this machine, in words; empty if it may be sent. */
    public static Optional<LocalizableMessage> reasonToKeep(Mode mode, LocalDate week, LocalDate today) {
        if (!(mode instanceof Mode.On on)) {
            return Optional.of(StepSentences.of("kept.mode"));
        }
        if (!mode.mayUpload(ReportWeek.begin(week))) {
            return Optional.of(StepSentences.of("kept.consent", "begin", ReportWeek.begin(week), "day", on.since()));
        }
        if (week.isAfter(today)) {
            return Optional.of(StepSentences.of("kept.open", "day", today));
        }
        if (ReportWeek.isTooLate(week, today)) {
            return Optional.of(StepSentences.of("kept.late", "n", ReportWeek.LATE_DAYS));
        }
        return Optional.empty();
    }

    /**
     * Called when the user agrees. If the clock was ahead earlier, dates alone cannot tell what was counted before
     * consent. So count files, reports and answers of weeks that, by their dates, begin after today are moved to a
     * folder from which nothing is ever sent.
     */
    public static void seal(TelemetryHome home, Instant now) throws IOException {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        HomeLayout files = new HomeLayout(home);
        for (Path countFile : new CountFiles(files.folder()).list()) {
            if (CountFiles.begin(countFile).map(begin -> begin.isAfter(today)).orElse(false)) {
                setAside(files, CountFiles.parts(countFile));
            }
        }
        for (LocalDate week : files.weekFolder()) {
            if (ReportWeek.begin(week).isAfter(today)) {
                for (Path countFile : new CountFiles(files.weekFolder(week)).list()) {
                    setAside(files, CountFiles.parts(countFile));
                }
                Files.delete(files.weekFolder(week));
            }
        }
        for (LocalDate week : files.waiting()) {
            if (ReportWeek.begin(week).isAfter(today)) {
                WeekDecision note = files.readNote(week).orElse(WeekDecision.NONE);
                AtomicFile.write(
                        files.note(week),
                        note.decided(WeekDecision.Outcome.SET_ASIDE, "answers waited when you agreed", now)
                                .text());
                setAside(files, List.of(files.waiting(week)));
            }
        }
        for (LocalDate week : files.localReports()) {
            if (ReportWeek.begin(week).isAfter(today)) {
                setAside(files, List.of(files.localReport(week)));
            }
        }
    }

    private static void setAside(HomeLayout files, List<Path> all) throws IOException {
        for (Path file : all) {
            Quarantine.moveInto(files.late(), file);
        }
    }
}
