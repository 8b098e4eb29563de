package dev.limpid.server;

import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which weeks of accepted reports may go: those of which nothing can come any more, and of which at least as many reports
 * are published as are stored. Published data and the log stay.
 */
public final class Retention {

    private Retention() {}

    /**
     * A week of accepted reports.
     *
     * @param week the day on which it ended
     * @param stored how many of its reports are in the store
     * @param published how many of them are published
     * @param from the first day on which it may be dropped, if it is published; empty if it is kept for ever
     */
    public record StoredWeek(LocalDate week, long stored, long published, Optional<LocalDate> from) {

        /** Whether everything of it is published. A week that was dropped half has fewer in the store. */
        public boolean isPublished() {
            return published >= stored;
        }

        /** Whether it may be dropped on this day. */
        public boolean mayGo(LocalDate today) {
            return isPublished() && from.isPresent() && !today.isBefore(from.get());
        }
    }

    /** Looks at a collection's reports and changes nothing; a server may be running meanwhile. */
    public static List<StoredWeek> look(CollectionSettings config) throws IOException {
        requireOwner(config);
        if (config.objectStore().isEmpty()) {
            return weeks(LocalReportStore.counts(reports(config)), config);
        }
        try (ReportStore store = config.objectStore().get().open()) {
            return weeks(counts(store), config);
        }
    }

    /**
     * Drops what may go of a collection that no server has open; reports in an object store may go at any time.
     *
     * @return the weeks that were dropped
     * @throws IOException also if a server has the local store open
     */
    public static List<StoredWeek> drop(CollectionSettings config, LocalDate today) throws IOException {
        requireOwner(config);
        if (config.objectStore().isEmpty() && Files.notExists(reports(config))) {
            return List.of();
        }
        try (ReportStore store = config.objectStore().isPresent()
                ? config.objectStore().get().open()
                : LocalReportStore.open(reports(config))) {
            return drop(store, config, today);
        }
    }

    static List<StoredWeek> drop(ReportStore store, CollectionSettings config, LocalDate today) throws IOException {
        SortedMap<LocalDate, Long> old = new TreeMap<>();
        for (LocalDate week : store.weeks()) {
            if (from(week, config).filter(day -> !today.isBefore(day)).isPresent()) {
                old.put(week, store.count(week));
            }
        }
        List<StoredWeek> dropped = new ArrayList<>();
        for (StoredWeek week : weeks(old, config)) {
            if (week.mayGo(today)) {
                store.drop(week.week());
                dropped.add(week);
            }
        }
        return dropped;
    }

    private static List<StoredWeek> weeks(SortedMap<LocalDate, Long> stored, CollectionSettings config)
            throws IOException {
        SortedMap<LocalDate, Long> published = new TreeMap<>();
        for (PublishedDay day : new PublishedFolder(config.folder().resolve("published"), config.name())
                .publication()
                .days()) {
            published.put(day.date(), day.reports());
        }
        List<StoredWeek> weeks = new ArrayList<>();
        stored.forEach((week, count) ->
                weeks.add(new StoredWeek(week, count, published.getOrDefault(week, 0L), from(week, config))));
        return weeks;
    }

    private static Optional<LocalDate> from(LocalDate week, CollectionSettings config) {
        return config.keepReports().map(keep -> week.plusDays(CollectionRules.keptDays(keep, config.limits()) + 1));
    }

    private static SortedMap<LocalDate, Long> counts(ReportStore store) throws IOException {
        SortedMap<LocalDate, Long> counts = new TreeMap<>();
        for (LocalDate week : store.weeks()) {
            counts.put(week, store.count(week));
        }
        return counts;
    }

    private static Path reports(CollectionSettings config) {
        return config.folder().resolve("reports");
    }

    private static void requireOwner(CollectionSettings config) throws IOException {
        if (config.follows().isPresent()) {
            throw new IOException(
                    config.name() + " follows a log here and publishes nothing, expected the configuration of"
                            + " the node that owns the log");
        }
    }
}
