package dev.limpid.server.publish;

import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.Publication.Removed;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All reports that were accepted: those of the store, and of days that were dropped from it, or are damaged in it, those
 * that are published.
 *
 * @param publishedAsTheyCame whether published lines are the reports' own bytes: not so behind a gate
 */
record AcceptedReports(PublishedFolder folder, ReportStore store, boolean publishedAsTheyCame) {

    /** Asked of each report. */
    @FunctionalInterface
    interface Question {
        boolean asks(byte[] report);
    }

    boolean isStored(LocalDate day) throws IOException {
        return store.weeks().contains(day);
    }

    /** Shows the reports of a day; none if there are none. */
    void read(LocalDate day, LineSink sink) throws IOException {
        if (isStored(day)) {
            store.read(day, sink::line);
            if (publishedAsTheyCame && !store.damage().isEmpty()) {
                readPublishedAlone(day, sink);
            }
            return;
        }
        Optional<Path> file = folder.reports(day);
        if (file.isPresent()) {
            ReportFiles.lines(file.get(), sink);
        }
    }

    /** What damage took from the store once it was published stays published. */
    private void readPublishedAlone(LocalDate day, LineSink sink) throws IOException {
        Optional<Path> file = folder.reports(day);
        if (file.isPresent()) {
            Set<String> stored = new HashSet<>();
            store.read(day, report -> stored.add(Sha256.hex(report)));
            ReportFiles.lines(file.get(), line -> {
                if (!stored.contains(Sha256.hex(line))) {
                    sink.line(line);
                }
            });
        }
    }

    /** Those of which the question is true, to be taken out for this reason. */
    List<Removed> find(Removed.Why why, Question question) throws IOException {
        SortedSet<LocalDate> days = new TreeSet<>(store.weeks());
        for (PublishedDay day : folder.publication().days()) {
            days.add(day.date());
        }
        List<Removed> found = new ArrayList<>();
        for (LocalDate day : days) {
            read(day, report -> {
                if (question.asks(report)) {
                    found.add(new Removed(Sha256.hex(report), day, why, ""));
                }
            });
        }
        return found;
    }
}
