package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.uploader.report.ReportBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What would be sent of each week that is not decided yet, and what would be left out and why. Reads only: no file is
 * written, no network touched.
 */
public final class Preview {

    /**
     * One week as it would go.
     *
     * @param week the day it ends or ended
     * @param ended whether it is over; the counts of one that is not still grow, and its X is not drawn
     * @param kept why it would not be sent as things stand; empty if it would
     * @param upload what would be sent, or would be if it were
     * @param omissions what would be left out, and why
     * @param damaged files that cannot be read
     */
    public record Week(
            LocalDate week,
            boolean ended,
            Optional<String> kept,
            Report upload,
            List<Omission> omissions,
            List<String> damaged) {

        public Week {
            omissions = List.copyOf(omissions);
            damaged = List.copyOf(damaged);
        }
    }

    private static final UploadConfig NOTHING = new UploadConfig("", List.of(), List.of(), List.of(), 1, 1, List.of());

    private final ReportFiles files;
    private final Mode mode;
    private final LocalDate today;
    private final boolean known;
    private final UploadConfig config;

    /** A preview by the configuration that was verified last; where none was, nothing is approved yet. */
    public Preview(TelemetryHome home, Mode mode, LocalDate today, Optional<UploadConfig> config) {
        this.files = new ReportFiles(home);
        this.mode = mode;
        this.today = today;
        this.known = config.isPresent();
        this.config = config.orElse(NOTHING);
    }

    /** Every week that is not decided, oldest first. */
    public List<Week> weeks() throws IOException {
        List<Week> weeks = new ArrayList<>();
        for (LocalDate week : files.localReports()) {
            if (isOpen(week)) {
                weeks.add(ended(week));
            }
        }
        weeks.addAll(counting());
        return weeks;
    }

    private boolean isOpen(LocalDate week) throws IOException {
        return files.readNote(week).flatMap(WeekNote::outcome).isEmpty()
                && !HomeFiles.isThere(files.sent(week))
                && !HomeFiles.isThere(files.refused(week));
    }

    private Week ended(LocalDate week) throws IOException {
        Path file = files.localReport(week);
        try {
            Report local = ReportCodec.read(AtomicFile.read(file));
            return preview(local, true, List.of());
        } catch (MalformedReportException | NotRegularFileException e) {
            Report nothing = new Report(week, Optional.empty(), 0, "", List.of());
            return preview(nothing, true, List.of(file.getFileName() + ": " + e.getMessage()));
        }
    }

    /** The weeks that are still counted, or ended without a pass since. */
    private List<Week> counting() throws IOException {
        List<String> damaged = new ArrayList<>();
        SortedMap<LocalDate, ReportBuilder> builders = LocalCounts.counting(files.folder(), damaged);
        List<Week> weeks = new ArrayList<>();
        for (LocalDate end : builders.keySet()) {
            Report local = builders.get(end).build(end, Optional.empty(), 0, "");
            weeks.add(preview(local, !end.isAfter(today), end.equals(builders.firstKey()) ? damaged : List.of()));
        }
        return weeks;
    }

    private Week preview(Report local, boolean ended, List<String> damaged) {
        LocalDate then = ended ? today : local.week();
        Optional<String> kept = Consent.reasonToKeep(mode, local.week(), then);
        if (kept.isEmpty() && !known) {
            kept = Optional.of("no configuration was verified here yet; the next pass asks for one, and obeys it");
        }
        if (kept.isEmpty() && local.x() > config.sampleRate()) {
            kept = Optional.of("X " + local.x() + " is above the sample rate " + config.sampleRate());
        }
        Report upload = config.select(local);
        if (kept.isEmpty() && upload.programs().isEmpty()) {
            kept = Optional.of("nothing in it is approved for upload");
        }
        return new Week(local.week(), ended, kept, upload, config.omissions(local), damaged);
    }
}
