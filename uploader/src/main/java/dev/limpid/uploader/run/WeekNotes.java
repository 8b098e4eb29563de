package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.uploader.home.ReportFiles;
import dev.limpid.uploader.home.WeekDraw;
import dev.limpid.uploader.home.WeekNote;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Reads and writes what was decided about weeks. For one thread at a time. */
final class WeekNotes {

    private final Pass pass;
    private final ReportFiles files;
    private final Set<LocalDate> told = new HashSet<>();

    WeekNotes(Pass pass) {
        this.pass = pass;
        this.files = pass.files();
    }

    /**
     * Whether the week's files can be read. If one cannot, that is reported once; this week waits, and no other does.
     */
    boolean areReadable(LocalDate week) throws IOException {
        Optional<String> why = files.unreadable(week);
        if (why.isPresent() && told.add(week)) {
            pass.tell(Step.Kind.DAMAGED, week, StepSentences.of("step.waits", "why", why.get()));
        }
        return why.isEmpty();
    }

    /** The note of a week; a damaged one is moved aside, and the week counts as decided: it may have been sent. */
    WeekNote of(LocalDate week) throws IOException {
        try {
            return WeekNote.parse(AtomicFile.readText(files.note(week)));
        } catch (NoSuchFileException e) {
            return WeekNote.NONE;
        } catch (IllegalArgumentException | CharacterCodingException | NotRegularFileException e) {
            pass.moveAside(week, files.note(week), e);
            return decide(week, WeekNote.Outcome.DAMAGED, "the note of this week was damaged");
        }
    }

    void drawn(LocalDate week, boolean fetch) throws IOException {
        AtomicFile.write(files.note(week), of(week).withFetch(fetch).text());
    }

    /** The week's draw, made once: it is on the disk before anything is decided by it. */
    WeekDraw draw(LocalDate week, RandomGenerator random) throws IOException {
        WeekNote note = of(week);
        if (note.draw().isPresent()) {
            return note.draw().get();
        }
        WeekDraw drawn = WeekDraw.from(random);
        AtomicFile.write(files.note(week), note.withDraw(drawn).text());
        return drawn;
    }

    WeekNote decide(LocalDate week, WeekNote.Outcome outcome, String reason) throws IOException {
        WeekNote note = of(week).decided(outcome, reason, pass.now());
        AtomicFile.write(files.note(week), note.text());
        return note;
    }

    /** Whether nothing can change any more what is sent of this week. */
    boolean isDecided(LocalDate week) throws IOException {
        return of(week).outcome().isPresent()
                || HomeFiles.isThere(files.waiting(week))
                || HomeFiles.isThere(files.sent(week))
                || HomeFiles.isThere(files.refused(week));
    }
}
