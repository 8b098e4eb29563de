package dev.limpid.uploader.run;

import dev.limpid.counter.file.CorruptCountFileException;
import dev.limpid.counter.file.CountFileContents;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.file.AtomicFile;
import dev.limpid.uploader.report.ReportBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Ends weeks: the count files of a week that is over move, one rename each, into the week's folder, and the local report
 * is made of all that lies there. Until the week is decided the files stay, so that the report can be made again: after
 * a crash, and with counts that came late. A file is in that folder or not, so that nothing is counted twice.
 */
final class WeekEnd {

    private final ReportFiles files;
    private final WeekNotes notes;
    private final RandomGenerator random;
    private final ConfigSource config;
    private final Consumer<Step> log;

    WeekEnd(ReportFiles files, WeekNotes notes, RandomGenerator random, ConfigSource config, Consumer<Step> log) {
        this.files = files;
        this.notes = notes;
        this.random = random;
        this.config = config;
        this.log = log;
    }

    void run(LocalDate today) throws IOException {
        for (Path countFile : new CountFiles(files.folder()).list()) {
            collect(countFile, today);
        }
        for (LocalDate week : files.counted()) {
            if (notes.isDecided(week) || isOver(week, today)) {
                deleteCounted(week);
            } else {
                report(week);
            }
        }
    }

    /** Whether the local report is final because it can no longer be sent, though nobody decided that. */
    private boolean isOver(LocalDate week, LocalDate today) {
        return week.isBefore(today.minusDays(Reporting.OLDEST_DAYS)) && Files.exists(files.localReport(week));
    }

    private void collect(Path countFile, LocalDate today) throws IOException {
        LocalDate end;
        try {
            Optional<CountFileContents> contents = CountFiles.read(countFile);
            if (contents.isEmpty() || contents.get().end().isAfter(today)) {
                return;
            }
            end = contents.get().end();
        } catch (CorruptCountFileException e) {
            // One that is not ended may be in the making; the counting side deals with it.
            if (CountFiles.begin(countFile)
                    .map(begin -> !begin.plusDays(7).isAfter(today))
                    .orElse(true)) {
                moveAside(countFile, e);
            }
            return;
        }
        boolean closed =
                notes.isDecided(end) || (Files.exists(files.localReport(end)) && !Files.exists(files.counted(end)));
        for (Path part : CountFiles.parts(countFile)) {
            Damaged.moveInto(closed ? files.late() : files.counted(end), part);
        }
        if (closed) {
            say(Step.Kind.LATE, end, countFile.getFileName() + " came after its week was reported; kept here");
        }
    }

    private void report(LocalDate week) throws IOException {
        ReportBuilder builder = new ReportBuilder();
        for (Path countFile : new CountFiles(files.counted(week)).list()) {
            try {
                CountFiles.read(countFile).ifPresent(builder::add);
            } catch (CorruptCountFileException e) {
                moveAside(countFile, e);
            }
        }
        Optional<Report> before = existing(week);
        SortedSet<LocalDate> earlier = files.localReports().headSet(week);
        Report report = builder.build(
                week,
                before.flatMap(Report::lastWeek)
                        .or(() -> earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.last())),
                before.map(Report::x).orElseGet(random::nextDouble),
                configVersion());
        byte[] json = ReportCodec.toPrettyJson(report);
        Path file = files.localReport(week);
        if (before.isEmpty() || !Arrays.equals(Files.readAllBytes(file), json)) {
            AtomicFile.write(file, json);
            say(
                    Step.Kind.LOCAL_REPORT,
                    week,
                    "local report: programs " + report.programs().size());
        }
    }

    /** Which configuration was known when the report was made; a damaged one must not keep the week from ending. */
    private String configVersion() {
        try {
            return config.verified().map(UploadConfig::version).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** X is drawn once a week: a report that is made again keeps it. */
    private Optional<Report> existing(LocalDate week) throws IOException {
        Path file = files.localReport(week);
        try {
            return Optional.of(ReportCodec.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedReportException e) {
            String why = file.getFileName() + ": " + e.getMessage();
            Damaged.moveAside(files, file, why);
            say(Step.Kind.DAMAGED, week, why);
            return Optional.empty();
        }
    }

    private void moveAside(Path countFile, CorruptCountFileException e) throws IOException {
        Path damaged = e.file() == null ? countFile : e.file();
        Damaged.moveAside(files, Files.exists(damaged) ? damaged : countFile, String.valueOf(e.getMessage()));
        log.accept(new Step(Step.Kind.DAMAGED, Optional.empty(), String.valueOf(e.getMessage())));
    }

    private void deleteCounted(LocalDate week) throws IOException {
        Path folder = files.counted(week);
        for (Path countFile : new CountFiles(folder).list()) {
            for (Path part : CountFiles.parts(countFile)) {
                Files.deleteIfExists(part);
            }
        }
        Files.deleteIfExists(folder);
    }

    private void say(Step.Kind kind, LocalDate week, String sentence) {
        log.accept(new Step(kind, Optional.of(week), sentence));
    }
}
