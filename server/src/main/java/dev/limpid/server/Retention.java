package dev.limpid.server;

import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.PublishedWeek.State;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.server.storage.segment.StoreLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which weeks of accepted answers are dropped: those whose stored answers are all published for the last time.
 * The published data and the log stay. They contain everything, or with a gate what may be known.
 */
public final class Retention {

    private Retention() {}

    /**
     * A week of accepted answers.
     *
     * @param week its Monday
     * @param stored how many of its answers are in the store
     * @param isDamaged whether it also had answers that can no longer be read; nobody knows how many
     * @param published how many of them the newest publication was made from; 0 if the week is not published
     * @param due the first day on which it is published for the last time
     * @param isFinal whether it has been
     */
    public record StoredWeek(
            LocalDate week, long stored, boolean isDamaged, long published, LocalDate due, boolean isFinal) {

        /**
         * Whether it may be dropped. The store may have fewer answers than were published, if an earlier drop was
         * interrupted.
         */
        public boolean isDroppable(LocalDate today) {
            return isFinal && !isDamaged && !today.isBefore(due) && published >= stored;
        }
    }

    /** Looks at a collection's answers and changes nothing; a server can run at the same time. */
    public static List<StoredWeek> list(CollectionSettings config) throws IOException {
        requireOwner(config);
        if (config.objectStore().isEmpty()) {
            return weeks(StoreLook.counts(answers(config)), StoreLook.damagedWeeks(answers(config)), config);
        }
        try (AnswerStore store = config.objectStore().get().open()) {
            SortedMap<LocalDate, Long> counts = counts(store);
            return weeks(counts, damaged(store, counts.keySet()), config);
        }
    }

    /**
     * Drops the weeks that may be dropped. No server may have the collection open, unless its answers are in an
     * object store.
     *
     * @return the weeks that were dropped
     * @throws IOException also if a server has the local store open
     */
    public static List<StoredWeek> drop(CollectionSettings config, LocalDate today) throws IOException {
        requireOwner(config);
        if (config.objectStore().isEmpty() && Files.notExists(answers(config))) {
            return List.of();
        }
        try (AnswerStore store = config.objectStore().isPresent()
                ? config.objectStore().get().open()
                : LocalAnswerStore.open(answers(config))) {
            return drop(store, config, today);
        }
    }

    static List<StoredWeek> drop(AnswerStore store, CollectionSettings config, LocalDate today) throws IOException {
        SortedMap<LocalDate, Long> old = new TreeMap<>();
        for (LocalDate week : store.weeks()) {
            if (!today.isBefore(config.publishing().lastDue(week))) {
                old.put(week, store.count(week));
            }
        }
        List<StoredWeek> dropped = new ArrayList<>();
        for (StoredWeek week : weeks(old, damaged(store, old.keySet()), config)) {
            if (week.isDroppable(today)) {
                store.markFinal(week.week()); // answers that another node accepts after this would never be published
                store.drop(week.week());
                dropped.add(week);
            }
        }
        return dropped;
    }

    private static List<StoredWeek> weeks(
            SortedMap<LocalDate, Long> stored, Set<LocalDate> damaged, CollectionSettings config) throws IOException {
        SortedMap<LocalDate, PublishedWeek> published = new TreeMap<>();
        new PublishedFolder(config.folder().resolve("published"), config.name())
                .publication()
                .weeks()
                .forEach(week -> published.put(week.week(), week));
        List<StoredWeek> weeks = new ArrayList<>();
        stored.forEach((week, count) -> {
            Optional<PublishedWeek> known = Optional.ofNullable(published.get(week));
            weeks.add(new StoredWeek(
                    week,
                    count,
                    damaged.contains(week),
                    known.map(PublishedWeek::accepted).orElse(0L),
                    config.publishing().lastDue(week),
                    known.map(PublishedWeek::state).equals(Optional.of(State.FINAL))));
        });
        return weeks;
    }

    private static SortedMap<LocalDate, Long> counts(AnswerStore store) throws IOException {
        SortedMap<LocalDate, Long> counts = new TreeMap<>();
        for (LocalDate week : store.weeks()) {
            counts.put(week, store.count(week));
        }
        return counts;
    }

    private static Set<LocalDate> damaged(AnswerStore store, Set<LocalDate> weeks) {
        Set<LocalDate> damaged = new HashSet<>();
        for (LocalDate week : weeks) {
            if (store.isDamaged(week)) {
                damaged.add(week);
            }
        }
        return damaged;
    }

    private static Path answers(CollectionSettings config) {
        return config.folder().resolve("answers");
    }

    private static void requireOwner(CollectionSettings config) throws IOException {
        if (config.follows().isPresent()) {
            throw new IOException(config.name() + " follows a log and publishes nothing, expected the configuration of"
                    + " the node that owns the log");
        }
    }
}
