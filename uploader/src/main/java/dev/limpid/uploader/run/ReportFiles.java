package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the reports of a telemetry home lie. A week is named by the day it ended.
 * <pre>
 * local/local.&lt;week&gt;.json   the local report: everything counted, never sent
 * local/&lt;week&gt;.json         the upload report, ready and not known to have arrived
 * local/&lt;week&gt;.note         what was decided about the week
 * local/&lt;week&gt;.counted/     the count files that the local report is made of, until the week is decided
 * local/late/               count files of weeks that were already decided
 * local/refused/            upload reports that the server refused, with the reason
 * local/damaged/            what could not be read, with the reason
 * local/reporting.lock      locked while a pass runs
 * local/reporting.wait      when to try the server again
 * upload/&lt;week&gt;.json        copies of what was sent
 * </pre>
 */
public final class ReportFiles {

    private static final String LOCAL_PREFIX = "local.";
    private static final String JSON = ".json";
    private static final String COUNTED = ".counted";

    private final Path local;
    private final Path upload;

    /** The reports of this home. Touches nothing. */
    public ReportFiles(TelemetryHome home) {
        this.local = home.local();
        this.upload = home.upload();
    }

    /** The local report of a week. */
    public Path localReport(LocalDate week) {
        return local.resolve(LOCAL_PREFIX + week + JSON);
    }

    /** The upload report of a week that waits to be sent. */
    public Path ready(LocalDate week) {
        return local.resolve(week + JSON);
    }

    /** The copy of what was sent of a week. */
    public Path sent(LocalDate week) {
        return upload.resolve(week + JSON);
    }

    /** The report of a week that was refused. */
    public Path refused(LocalDate week) {
        return refusedFolder().resolve(week + JSON);
    }

    /** Why the report of a week was refused. */
    public Path refusal(LocalDate week) {
        return refusedFolder().resolve(week + ".txt");
    }

    /** What was decided about a week. */
    public Path note(LocalDate week) {
        return local.resolve(week + ".note");
    }

    /** What was decided about a week, if there is a note and it can be read; changes nothing. */
    public Optional<WeekNote> readNote(LocalDate week) throws IOException {
        try {
            return Optional.of(WeekNote.parse(AtomicFile.readText(note(week))));
        } catch (NoSuchFileException
                | IllegalArgumentException
                | CharacterCodingException
                | NotRegularFileException e) {
            return Optional.empty();
        }
    }

    /** The count files that the local report of an undecided week is made of. */
    public Path counted(LocalDate week) {
        return local.resolve(week + COUNTED);
    }

    /** Count files that came too late for their week. */
    public Path late() {
        return local.resolve("late");
    }

    /** What could not be read. */
    public Path damaged() {
        return local.resolve("damaged");
    }

    Path folder() {
        return local;
    }

    Path uploadFolder() {
        return upload;
    }

    Path refusedFolder() {
        return local.resolve("refused");
    }

    Path lock() {
        return local.resolve("reporting.lock");
    }

    Path backoff() {
        return local.resolve("reporting.wait");
    }

    /** The weeks of which there is a local report. */
    public SortedSet<LocalDate> localReports() throws IOException {
        return weeks(local, LOCAL_PREFIX, JSON);
    }

    /** The weeks whose upload report waits to be sent. */
    public SortedSet<LocalDate> ready() throws IOException {
        return weeks(local, "", JSON);
    }

    /** The weeks that were sent. */
    public SortedSet<LocalDate> sent() throws IOException {
        return weeks(upload, "", JSON);
    }

    /** The weeks that were refused. */
    public SortedSet<LocalDate> refused() throws IOException {
        return weeks(refusedFolder(), "", JSON);
    }

    SortedSet<LocalDate> counted() throws IOException {
        return weeks(local, "", COUNTED);
    }

    private static SortedSet<LocalDate> weeks(Path folder, String prefix, String suffix) throws IOException {
        SortedSet<LocalDate> weeks = new TreeSet<>();
        for (Path file : HomeFiles.list(folder)) {
            String name = file.getFileName().toString();
            if (name.startsWith(prefix) && name.endsWith(suffix)) {
                addDate(name.substring(prefix.length(), name.length() - suffix.length()), weeks);
            }
        }
        return weeks;
    }

    private static void addDate(String text, SortedSet<LocalDate> weeks) {
        if (text.length() == "2026-08-20".length()) {
            try {
                weeks.add(LocalDate.parse(text));
            } catch (DateTimeException e) {
                // somebody else's file
            }
        }
    }
}
