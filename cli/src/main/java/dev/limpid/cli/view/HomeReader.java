package dev.limpid.cli.view;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.config.Omission;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Report;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.Consent;
import dev.limpid.uploader.run.LocalCounts;
import dev.limpid.uploader.run.ReportFiles;
import dev.limpid.uploader.run.WeekNote;
import dev.limpid.web.local.LocalHome;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a telemetry home into what the local pages show. Changes nothing. */
public final class HomeReader {

    private final TelemetryHome home;
    private final ReportFiles files;
    private final String command;
    private final LocalDate today;

    /**
     * A reader of this home.
     *
     * @param command the command that controls it, such as {@code limpid}
     */
    public HomeReader(TelemetryHome home, String command, LocalDate today) {
        this.home = home;
        this.files = new ReportFiles(home);
        this.command = command;
        this.today = today;
    }

    /** What lies there now. */
    public LocalHome read(EffectiveMode effective, Optional<VerifiedConfig> verified) throws IOException {
        Optional<UploadConfig> config = verified.map(VerifiedConfig::config);
        LocalCounts counts = LocalCounts.read(home);
        List<LocalHome.Week> weeks = new ArrayList<>();
        for (Report report : counts.reports()) {
            boolean last = report.equals(counts.reports().get(counts.reports().size() - 1));
            weeks.add(new LocalHome.Week(
                    report.week(),
                    !report.week().isAfter(today),
                    report,
                    config.map(known -> leftOut(known, report)).orElse(List.of()),
                    outcome(report, effective, config),
                    last ? counts.damaged() : List.of()));
        }
        return new LocalHome(
                home.collection(),
                command,
                effective.mode().toString().split(" ", 2)[0].toLowerCase(Locale.ROOT),
                effective.why(),
                config,
                verified.map(VerifiedConfig::charts).orElse(List.of()),
                weeks,
                sent());
    }

    /** What stays here even if this machine is drawn: X is 0. */
    private static List<Omission> leftOut(UploadConfig config, Report report) {
        return config.omissions(new Report(report.week(), Optional.empty(), 0, "", report.programs()));
    }

    private String outcome(Report report, EffectiveMode effective, Optional<UploadConfig> config) throws IOException {
        LocalDate week = report.week();
        Optional<WeekNote> note = files.readNote(week);
        if (HomeFiles.isThere(files.sent(week))) {
            return "Sent.";
        }
        if (note.flatMap(WeekNote::outcome).isPresent()) {
            return "Not sent: " + note.get().reason() + ".";
        }
        boolean ended = !week.isAfter(today);
        Optional<String> kept = Consent.reasonToKeep(effective.mode(), week, ended ? today : week);
        if (kept.isPresent()) {
            return "Stays on this machine: " + kept.get() + ".";
        }
        if (config.isEmpty()) {
            return "No configuration was proven on this machine yet: it is asked for before anything is sent.";
        }
        return ended
                ? "Will be sent with the next pass, if this machine is drawn."
                : "Still counted; will be sent after it ended, if this machine is drawn.";
    }

    private List<LocalHome.Sent> sent() throws IOException {
        List<LocalHome.Sent> sent = new ArrayList<>();
        for (LocalDate week : files.sent()) {
            Optional<Instant> when = files.readNote(week).flatMap(WeekNote::when);
            sent.add(new LocalHome.Sent(week, when, AtomicFile.readText(files.sent(week))));
        }
        return sent;
    }
}
