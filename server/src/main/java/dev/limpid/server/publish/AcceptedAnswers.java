package dev.limpid.server.publish;

import dev.limpid.server.publish.distinct.DistinctAnswers;
import dev.limpid.server.publish.distinct.MergedAnswers;
import dev.limpid.server.publish.distinct.SortedAnswers;
import dev.limpid.server.publish.file.PublishedLines;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.RemovedAnswer;
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
 * All accepted answers: those in the store, and for weeks that were dropped or are damaged there, the published ones.
 *
 * @param publishedUnchanged whether published lines are the accepted answers, which is false behind a gate
 * @param scratch a folder for what does not fit into memory
 */
record AcceptedAnswers(PublishedFolder folder, AnswerStore store, boolean publishedUnchanged, Path scratch) {

    static final long SORT_MEMORY = 64L << 20;

    boolean isStored(LocalDate week) throws IOException {
        return store.weeks().contains(week);
    }

    /** How many answers of a week are stored. */
    long count(LocalDate week) throws IOException {
        return isStored(week) ? store.count(week) : 0;
    }

    /** The answers of a week that an operator may see. */
    SortedAnswers forOperator(LocalDate week) throws IOException {
        if (publishedUnchanged) {
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
        // Answers stay published even if the store has lost them to damage.
        Optional<Path> published = folder.answers(week);
        if (published.isPresent()
                && publishedUnchanged
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
        } catch (IOException | RuntimeException | Error e) { // an Error too: the sorted parts are files
            distinct.close();
            throw e;
        }
    }

    /** The answers with these digests, published or accepted, which the operator removes. */
    List<RemovedAnswer> find(Set<String> digests) throws IOException {
        Set<String> wanted = new HashSet<>(digests);
        List<RemovedAnswer> found = new ArrayList<>();
        for (PublishedWeek week : folder.publication().weeks()) {
            if (!wanted.isEmpty()) {
                find(new PublishedLines(folder.file(week)), week.week(), wanted, found);
            }
        }
        if (publishedUnchanged) {
            for (LocalDate week : store.weeks()) {
                if (!wanted.isEmpty()) {
                    find(stored(week), week, wanted, found);
                }
            }
        }
        return found;
    }

    private static void find(SortedAnswers rows, LocalDate week, Set<String> wanted, List<RemovedAnswer> found)
            throws IOException {
        try (rows) {
            while (rows.advance()) {
                String digest = Sha256.hex(rows.answer());
                if (wanted.remove(digest)) {
                    found.add(new RemovedAnswer(digest, week, RemovedAnswer.Why.OPERATOR, rows.machines(), ""));
                }
            }
        }
    }
}
