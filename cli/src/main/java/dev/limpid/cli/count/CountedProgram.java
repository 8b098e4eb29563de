package dev.limpid.cli.count;

import dev.limpid.cli.command.InvalidInputException;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.release.ReleaseVersion;
import dev.limpid.protocol.report.Build;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A program whose events this process counts on its behalf. It appends to the program's journal, as a young process does. It shares
 * nothing with this process's own telemetry, which may belong to the same collection.
 *
 * @param program the program's name
 * @param version its version, or {@code devel}
 * @param runtime the runtime that runs it
 * @param collection its collection, if a file with its addresses was given
 */
record CountedProgram(String program, String version, String runtime, Optional<CollectionIdentity> collection) {

    /** The journal is not folded this shortly before the week's end, when the uploader may be about to take the files. */
    private static final Duration LAST_MINUTES = Duration.ofMinutes(10);

    CountedProgram {
        check("count.program", program);
        check("count.version", version);
        check("count.runtime", runtime);
    }

    /** The same rule as in {@code Telemetry}: a value must not break the lines of metadata. */
    private static void check(String key, String part) {
        boolean good = !part.isEmpty() && part.length() <= 100;
        for (int i = 0; good && i < part.length(); i++) {
            good = part.charAt(i) > ' ' && part.charAt(i) != 0x7f;
        }
        if (!good) {
            throw new InvalidInputException(key, "text", part);
        }
    }

    static String releaseOrDevel(String version) {
        return ReleaseVersion.isDevelopmentBuild(version) ? Build.DEVEL : version;
    }

    /**
     * Appends the events, each with a separate write.
     *
     * @throws IOException if an event could not be appended; the message says how many were, and those are counted
     */
    void append(TelemetryHome home, Environment environment, Clock clock, List<CountedEvent> events)
            throws IOException {
        Journal journal =
                new Journal(home.localAsFile(), program, version, runtime, environment.os(), environment.arch());
        int counted = 0;
        try {
            for (CountedEvent event : events) {
                if (event.events() > 0) {
                    journal.append(event.name().getBytes(StandardCharsets.UTF_8), event.events(), clock.millis());
                }
                counted++;
            }
            fold(journal, clock);
        } catch (IOException e) {
            throw new IOException(
                    home.localAsFile() + ": counted " + counted + " of " + events.size() + ", then: " + e.getMessage(),
                    e);
        } finally {
            journal.close();
        }
    }

    /** Folds a long journal, as a long-running program does. A failure does not matter: the events are already counted. */
    private static void fold(Journal journal, Clock clock) {
        if (!journal.isLong()) {
            return;
        }
        try {
            CurrentWeek week = journal.week(
                    (int) clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
            if (CurrentWeek.millisOf(week.end()) - clock.millis() > LAST_MINUTES.toMillis()) {
                JournalFold.run(journal, week, System.currentTimeMillis(), JournalFold.LONG);
            }
        } catch (IOException e) {
            return; // the next call tries again
        }
    }
}
