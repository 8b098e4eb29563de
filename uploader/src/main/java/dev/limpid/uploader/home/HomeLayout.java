package dev.limpid.uploader.home;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the reports and answers of a telemetry home are stored. A week is named by the day it ended.
 * <pre>
 * local/local.&lt;week&gt;.json   the local report: everything counted, never sent
 * local/&lt;week&gt;.answers      the answers that were decided and are not known to have arrived, with their tokens
 * local/&lt;week&gt;.note         what was decided about the week
 * local/&lt;week&gt;.counted/     the count files that the local report is made of, until the week is decided
 * local/late/               count files of weeks that were already decided
 * local/refused/            answers that were refused, by the server or here, with the reasons
 * local/damaged/            what could not be read, with the reason
 * local/reporting.lock      locked while a pass runs
 * local/reporting.wait      when to try the server again
 * upload/&lt;week&gt;.ndjson      copies of what was sent: one answer per line, as they were sent
 * </pre>
 */
public final class HomeLayout {

    private static final String LOCAL_PREFIX = "local.";
    private static final String JSON = ".json";
    private static final String ANSWERS = ".answers";
    private static final String LINES = ".ndjson";
    private static final String COUNTED = ".counted";

    private final Path local;
    private final Path upload;

    /** The files of this home. Reads and writes nothing. */
    public HomeLayout(TelemetryHome home) {
        this.local = home.local();
        this.upload = home.upload();
    }

    /** The local report of a week. */
    public Path localReport(LocalDate week) {
        return local.resolve(LOCAL_PREFIX + week + JSON);
    }

    /** The answers of a week that wait to be sent. */
    public Path waiting(LocalDate week) {
        return local.resolve(week + ANSWERS);
    }

    /** The copy of what was sent about a week, one answer per line. */
    public Path sent(LocalDate week) {
        return upload.resolve(week + LINES);
    }

    /** The answers about a week that were refused, one per line. */
    public Path refused(LocalDate week) {
        return refusedFolder().resolve(week + LINES);
    }

    /** Why answers about a week were refused, one reason per line. */
    public Path refusal(LocalDate week) {
        return refusedFolder().resolve(week + ".txt");
    }

    /** What was decided about a week. */
    public Path note(LocalDate week) {
        return local.resolve(week + ".note");
    }

    /** What was decided about a week, if there is a note and it can be read; changes nothing. */
    public Optional<WeekDecision> readNote(LocalDate week) throws IOException {
        try {
            return Optional.of(WeekDecision.parse(AtomicFile.readText(note(week))));
        } catch (NoSuchFileException
                | IllegalArgumentException
                | CharacterCodingException
                | NotRegularFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Why a file of this week cannot be read, if there is such a file: a folder has its name, permission is missing,
     * the disk fails, or a newer version of this library wrote it. The file may be intact, so it stays where it is: its
     * week waits, and the others continue. A file that is certainly damaged is moved aside instead.
     */
    public Optional<String> unreadable(LocalDate week) throws IOException {
        for (Path file :
                List.of(note(week), localReport(week), waiting(week), sent(week), refused(week), refusal(week))) {
            try {
                if (WaitingAnswers.isOfNewerForm(AtomicFile.read(file))) {
                    return Optional.of(file.getFileName() + " has a newer format than this version can read");
                }
            } catch (NoSuchFileException | NotRegularFileException e) {
                // It is missing, or is known not to be a regular file.
            } catch (FileSystemException e) {
                return Optional.of(UnreadableFile.sentence(file, e));
            }
        }
        return Optional.empty();
    }

    /** The count files that the local report of an undecided week is made of. */
    public Path weekFolder(LocalDate week) {
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

    /** The folder of counts, reports and answers that wait. */
    public Path folder() {
        return local;
    }

    /** The folder of the copies of what was sent. */
    public Path uploadFolder() {
        return upload;
    }

    /** The folder of the answers that were refused. */
    public Path refusedFolder() {
        return local.resolve("refused");
    }

    /** The file that is locked while a pass runs. */
    public Path lock() {
        return local.resolve("reporting.lock");
    }

    /** The file with the time to try the server again, see {@link Backoff}. */
    public Path backoff() {
        return local.resolve("reporting.wait");
    }

    /** The weeks that have a local report. */
    public SortedSet<LocalDate> localReports() throws IOException {
        return weeks(local, LOCAL_PREFIX, JSON);
    }

    /** The weeks that have answers waiting to be sent. */
    public SortedSet<LocalDate> waiting() throws IOException {
        return weeks(local, "", ANSWERS);
    }

    /** The weeks about which anything was sent. */
    public SortedSet<LocalDate> sent() throws IOException {
        return weeks(upload, "", LINES);
    }

    /** The weeks about which anything was refused. */
    public SortedSet<LocalDate> refused() throws IOException {
        return weeks(refusedFolder(), "", LINES);
    }

    /** The weeks whose count files are in a folder of their own. */
    public SortedSet<LocalDate> weekFolder() throws IOException {
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
