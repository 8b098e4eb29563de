package dev.limpid.server.publish;

import dev.limpid.server.publish.distinct.DistinctAnswers;
import dev.limpid.server.publish.distinct.MergedAnswers;
import dev.limpid.server.publish.distinct.SortedAnswers;
import dev.limpid.server.publish.file.PublishedLines;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.Removed;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All answers that were accepted: those of the store, and of weeks that were dropped from it, or are damaged in it, those
 * that are published.
 *
 * @param publishedAsTheyCame whether published lines are the accepted answers: not so behind a gate
 * @param scratch a folder for what does not fit into memory
 */
record AcceptedAnswers(PublishedFolder folder, AnswerStore store, boolean publishedAsTheyCame, Path scratch) {

    static final long SORT_MEMORY = 64L << 20;

    boolean isStored(LocalDate week) throws IOException {
        return store.weeks().contains(week);
    }

    /** How many answers of a week are stored. */
    long count(LocalDate week) throws IOException {
        return isStored(week) ? store.count(week) : 0;
    }

    /** What an operator may see of a week. */
    SortedAnswers shown(LocalDate week) throws IOException {
        if (publishedAsTheyCame) {
            return sorted(week);
        }
        Optional<Path> published = folder.answers(week);
        return new MergedAnswers(
                published.isPresent() ? List.of(new PublishedLines(published.get())) : List.of(), Math::max);
    }

    /** The distinct answers of a week. */
    SortedAnswers sorted(LocalDate week) throws IOException {
        List<SortedAnswers> rows = new ArrayList<>();
        if (isStored(week)) {
            rows.add(stored(week));
        }
        // What damage took from the store once it was published stays published.
        Optional<Path> published = folder.answers(week);
        if (published.isPresent()
                && publishedAsTheyCame
                && (rows.isEmpty() || !store.damage().isEmpty())) {
            rows.add(new PublishedLines(published.get()));
        }
        return new MergedAnswers(rows, Math::max);
    }

    private SortedAnswers stored(LocalDate week) throws IOException {
        DistinctAnswers distinct = new DistinctAnswers(scratch, SORT_MEMORY);
        try {
            store.read(week, answer -> distinct.add(answer, 1));
            return distinct.sorted();
        } catch (IOException | RuntimeException e) {
            distinct.close();
            throw e;
        }
    }

    /** The answers of these digests, published or accepted, to be taken out by the operator. */
    List<Removed> find(Set<String> digests) throws IOException {
        Set<String> wanted = new HashSet<>(digests);
        List<Removed> found = new ArrayList<>();
        for (PublishedWeek week : folder.publication().weeks()) {
            if (!wanted.isEmpty()) {
                find(new PublishedLines(folder.file(week)), week.week(), wanted, found);
            }
        }
        if (publishedAsTheyCame) {
            for (LocalDate week : store.weeks()) {
                if (!wanted.isEmpty()) {
                    find(stored(week), week, wanted, found);
                }
            }
        }
        return found;
    }

    private static void find(SortedAnswers rows, LocalDate week, Set<String> wanted, List<Removed> found)
            throws IOException {
        try (rows) {
            while (rows.advance()) {
                String digest = Sha256.hex(rows.answer());
                if (wanted.remove(digest)) {
                    found.add(new Removed(digest, week, Removed.Why.OPERATOR, rows.machines(), ""));
                }
            }
        }
    }
}
