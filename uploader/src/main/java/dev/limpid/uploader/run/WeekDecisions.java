package dev.limpid.uploader.run;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.WeekDecision;
import dev.limpid.uploader.home.WeekDraw;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Reads and writes what was decided about weeks. For one thread at a time. */
final class WeekDecisions {

    private final PassContext passContext;
    private final HomeLayout files;
    private final Set<LocalDate> reported = new HashSet<>();

    WeekDecisions(PassContext passContext) {
        this.passContext = passContext;
        this.files = passContext.files();
    }

    /**
     * Whether the week's files can be read. If one cannot, that is reported once; this week waits, and no other does.
     */
    boolean areReadable(LocalDate week) throws IOException {
        Optional<String> why = files.unreadable(week);
        if (why.isPresent() && reported.add(week)) {
            passContext.report(Step.Kind.DAMAGED, week, StepSentences.of("step.waits", "why", why.get()));
        }
        return why.isEmpty();
    }

    /** The note of a week; a damaged one is moved aside, and the week counts as decided: it may have been sent. */
    WeekDecision of(LocalDate week) throws IOException {
        try {
            return WeekDecision.parse(AtomicFile.readText(files.note(week)));
        } catch (NoSuchFileException e) {
            return WeekDecision.NONE;
        } catch (IllegalArgumentException | CharacterCodingException | NotRegularFileException e) {
            passContext.moveAside(week, files.note(week), e);
            return decide(week, WeekDecision.Outcome.DAMAGED, "the note of this week was damaged");
        }
    }

    void drawn(LocalDate week, boolean fetch) throws IOException {
        AtomicFile.write(files.note(week), of(week).withFetch(fetch).text());
    }

    /** The week's draw, made once: it is on the disk before anything is decided by it. */
    WeekDraw draw(LocalDate week, RandomGenerator random) throws IOException {
        WeekDecision note = of(week);
        if (note.draw().isPresent()) {
            return note.draw().get();
        }
        WeekDraw drawn = WeekDraw.from(random);
        AtomicFile.write(files.note(week), note.withDraw(drawn).text());
        return drawn;
    }

    WeekDecision decide(LocalDate week, WeekDecision.Outcome outcome, String reason) throws IOException {
        WeekDecision note = of(week).decided(outcome, reason, passContext.now());
        AtomicFile.write(files.note(week), note.text());
        return note;
    }

    /** Whether nothing can change any more what is sent of this week. */
    boolean isDecided(LocalDate week) throws IOException {
        return of(week).outcome().isPresent()
                || HomeFiles.exists(files.waiting(week))
                || HomeFiles.exists(files.sent(week))
                || HomeFiles.exists(files.refused(week));
    }
}
