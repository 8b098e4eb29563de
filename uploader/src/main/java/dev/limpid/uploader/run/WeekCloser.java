package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.CorruptCountFileException;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportWeek;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.home.CountFiles;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.Quarantine;
import dev.limpid.uploader.home.UnreadableFile;
import dev.limpid.uploader.report.ReportBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Ends weeks: the count files of a week that is over are moved into the week's folder, with one rename each, and the
 * local report is made of all files there. The files stay until the week is decided, so that the report can be made
 * again after a crash, or with counts that came late. A file is either in that folder or not, so nothing is counted
 * twice.
 */
final class WeekCloser {

    /**
     * A program that still counts into a week this many days after its end hangs; what it counts from then on is late.
     */
    private static final int PATIENCE_DAYS = 3;

    private final PassContext passContext;
    private final HomeLayout files;
    private final WeekDecisions notes;

    WeekCloser(PassContext passContext, WeekDecisions notes) {
        this.passContext = passContext;
        this.files = passContext.files();
        this.notes = notes;
    }

    /**
     * Ends the weeks that are over.
     *
     * @return the weeks that wait: a program still counts into them and has not noticed yet that they are over, or one
     *     of their files cannot be read
     */
    Set<LocalDate> run() throws IOException {
        LocalDate today = passContext.today();
        Set<LocalDate> waiting = new TreeSet<>();
        for (CountedWeek counted : CountedWeek.in(passContext.home())) {
            collect(counted, today, waiting);
        }
        for (LocalDate week : files.weekFolder()) {
            if (waiting.contains(week) || !notes.areReadable(week)) {
                continue;
            }
            // A week that can no longer be sent is final, although nobody decided it.
            if (notes.isDecided(week)) {
                deleteCounted(week);
                continue;
            }
            Optional<ReportBuilder> builder = counts(week);
            if (builder.isEmpty()) {
                waiting.add(week);
            } else if (!report(week, builder.get()) && ReportWeek.isTooLate(week, today)) {
                deleteCounted(week);
            }
        }
        return waiting;
    }

    private void collect(CountedWeek counted, LocalDate today, Set<LocalDate> waiting) throws IOException {
        Path countFile = counted.countFile();
        LocalDate end;
        try {
            Optional<CountFileContents> contents = CountFiles.read(countFile);
            if (contents.isEmpty() || contents.get().end().isAfter(today)) {
                return;
            }
            end = contents.get().end();
        } catch (CorruptCountFileException e) {
            // A file whose week is not over may still be incomplete; the counting side deals with it.
            if (CountFiles.begin(countFile)
                    .map(begin -> !begin.plusDays(ReportWeek.DAYS).isAfter(today))
                    .orElse(true)) {
                moveAside(countFile, e);
            }
            return;
        } catch (FileSystemException e) {
            // The file may be intact: it stays where it is, and stops nothing else.
            passContext.report(Step.Kind.KEPT, LocalizableMessage.quoted(UnreadableFile.sentence(countFile, e)));
            return;
        }
        if (end.isAfter(today.minusDays(PATIENCE_DAYS)) && counted.inUse()) {
            waiting.add(end);
            return;
        }
        if (!notes.areReadable(end)) {
            return;
        }
        boolean closed = notes.isDecided(end)
                || (HomeFiles.exists(files.localReport(end)) && !HomeFiles.exists(files.weekFolder(end)));
        for (Path part : CountFiles.parts(countFile)) {
            Quarantine.moveInto(closed ? files.late() : files.weekFolder(end), part);
        }
        if (closed) {
            passContext.report(Step.Kind.LATE, end, StepSentences.of("step.late", "file", countFile.getFileName()));
        }
    }

    /**
     * All that was counted in the week; empty if a file cannot be read: it may be intact, and the week waits for it.
     */
    private Optional<ReportBuilder> counts(LocalDate week) throws IOException {
        ReportBuilder builder = new ReportBuilder();
        for (Path countFile : new CountFiles(files.weekFolder(week)).list()) {
            try {
                CountFiles.read(countFile).ifPresent(builder::add);
            } catch (CorruptCountFileException e) {
                moveAside(countFile, e);
            } catch (FileSystemException e) {
                passContext.report(
                        Step.Kind.KEPT,
                        week,
                        StepSentences.of("step.waits", "why", UnreadableFile.sentence(countFile, e)));
                return Optional.empty();
            }
        }
        return Optional.of(builder);
    }

    /** Makes the local report, and returns whether it differs from the previous one. */
    private boolean report(LocalDate week, ReportBuilder builder) throws IOException {
        Optional<Report> before = existing(week);
        SortedSet<LocalDate> earlier = files.localReports().headSet(week);
        Report report = builder.build(
                week,
                before.flatMap(Report::lastWeek)
                        .or(() -> earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.last())),
                configVersion());
        byte[] json = ReportCodec.toPrettyJson(report);
        Path file = files.localReport(week);
        if (before.isPresent() && Arrays.equals(AtomicFile.read(file), json)) {
            return false;
        }
        AtomicFile.write(file, json);
        passContext.report(
                Step.Kind.LOCAL_REPORT,
                week,
                StepSentences.count("step.report", report.programs().size()));
        return true;
    }

    /** Which configuration was known when the report was made; a damaged one must not keep the week from ending. */
    private String configVersion() {
        try {
            return passContext
                    .config()
                    .verified()
                    .flatMap(ActiveQuestions::inForce)
                    .map(CollectionConfig::version)
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The week's local report of an earlier pass; a damaged one is moved aside. */
    private Optional<Report> existing(LocalDate week) throws IOException {
        Path file = files.localReport(week);
        try {
            return Optional.of(ReportCodec.read(AtomicFile.read(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedReportException | NotRegularFileException e) {
            passContext.moveAside(week, file, e);
            return Optional.empty();
        }
    }

    private void moveAside(Path countFile, CorruptCountFileException e) throws IOException {
        Path damaged = e.file() == null ? countFile : e.file();
        Quarantine.moveAside(files, HomeFiles.exists(damaged) ? damaged : countFile, String.valueOf(e.getMessage()));
        passContext.report(Step.Kind.DAMAGED, LocalizableMessage.quoted(String.valueOf(e.getMessage())));
    }

    private void deleteCounted(LocalDate week) throws IOException {
        Path folder = files.weekFolder(week);
        for (Path countFile : new CountFiles(folder).list()) {
            for (Path part : CountFiles.parts(countFile)) {
                Files.deleteIfExists(part);
            }
        }
        Files.deleteIfExists(folder);
    }
}
