package dev.limpid.uploader.home;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.CorruptCountFileException;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.report.ReportBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that was counted in a home, week by week: what its local reports contain, and what is being counted now.
 * Writes nothing.
 *
 * @param reports one per week, oldest first; a week without a local report has the one that it would get now, with X 0
 * @param damaged what could not be read, in words
 */
public record LocalCounts(List<Report> reports, List<String> damaged) {

    public LocalCounts {
        reports = List.copyOf(reports);
        damaged = List.copyOf(damaged);
    }

    /** All counts of this home. */
    public static LocalCounts read(TelemetryHome home) throws IOException {
        HomeLayout files = new HomeLayout(home);
        List<String> damaged = new ArrayList<>();
        SortedMap<LocalDate, Report> reports = new TreeMap<>();
        for (LocalDate week : files.localReports()) {
            Path file = files.localReport(week);
            try {
                reports.put(week, ReportCodec.read(AtomicFile.read(file)));
            } catch (MalformedReportException e) {
                damaged.add(file.getFileName() + ": " + e.getMessage());
            } catch (FileSystemException e) {
                damaged.add(UnreadableFile.sentence(file, e));
            }
        }
        SortedMap<LocalDate, ReportBuilder> counting = counting(files.folder(), damaged);
        counting.forEach(
                (end, builder) -> reports.computeIfAbsent(end, week -> builder.build(week, Optional.empty(), "")));
        return new LocalCounts(new ArrayList<>(reports.values()), damaged);
    }

    /**
     * What is being counted, by the day its week ends.
     *
     * @param folder the folder of the count files
     * @param damaged a sentence is added to it for each file that could not be read
     */
    public static SortedMap<LocalDate, ReportBuilder> counting(Path folder, List<String> damaged) throws IOException {
        SortedMap<LocalDate, ReportBuilder> builders = new TreeMap<>();
        for (Path countFile : new CountFiles(folder).list()) {
            try {
                Optional<CountFileContents> contents = CountFiles.read(countFile);
                if (contents.isPresent()) {
                    builders.computeIfAbsent(contents.get().end(), end -> new ReportBuilder())
                            .add(contents.get());
                }
            } catch (CorruptCountFileException e) {
                damaged.add(String.valueOf(e.getMessage()));
            } catch (FileSystemException e) {
                damaged.add(UnreadableFile.sentence(countFile, e));
            }
        }
        for (Path newer : CountedWeek.filesOfNewerFormat(folder)) {
            damaged.add(newer.getFileName() + " has a newer format than this version can read");
        }
        return builders;
    }
}
