package dev.limpid.server.publish;

import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.file.CorruptDataException;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folds of published weeks. Each is cached in a file, with a digest of the answers' digest and the fold, so that a
 * run reads only the answers of changed weeks. Losing these files costs only time.
 *
 * <p>For one thread at a time; it reads a week with several threads of its own.
 */
final class WeekFolds {

    private static final Logger LOG = LoggerFactory.getLogger(WeekFolds.class);

    private static final int DIGEST = 32;

    private final PublishedFolder folder;
    private final ChartInputs decided;
    private final QuestionPlan plan;
    private final int threads;
    private final Set<LocalDate> damaged = new TreeSet<>();

    WeekFolds(PublishedFolder folder, ChartInputs decided, int threads) {
        this.folder = folder;
        this.decided = decided;
        this.plan = decided.plan();
        this.threads = threads;
    }

    /**
     * The fold of all answers about these weeks.
     *
     * @param drawn the first week of which more than a trend is drawn; stacks of earlier weeks are dropped, as
     *     trends have none
     */
    AnswerFold of(Collection<PublishedWeek> weeks, LocalDate drawn) throws IOException {
        AnswerFold all = new AnswerFold(plan);
        Set<Path> used = new HashSet<>();
        for (PublishedWeek week : weeks) {
            Path file = folder.folds().resolve(week.week() + "." + decided.version() + ".fold");
            used.add(file);
            try {
                AnswerFold fold = of(week, file);
                if (week.week().isBefore(drawn)) {
                    fold.dropStacks();
                }
                all.merge(fold);
            } catch (CorruptDataException | NoSuchFileException e) {
                LOG.error(
                        "charts are drawn without the week of {}, whose answers cannot be read: {}",
                        week.week(),
                        e.getMessage());
                damaged.add(week.week());
            }
        }
        forgetAllBut(used);
        return all;
    }

    /** The weeks whose published answers could not be read, and so are in no fold. */
    Set<LocalDate> damaged() {
        return damaged;
    }

    private AnswerFold of(PublishedWeek week, Path file) throws IOException {
        Optional<AnswerFold> kept = read(week, file);
        if (kept.isPresent()) {
            return kept.get();
        }
        AnswerFold fold = AnswerFiles.fold(plan, folder.file(week), week.contentSha256(), threads);
        byte[] bytes = fold.toBytes();
        byte[] whole = Arrays.copyOf(digest(week, bytes, 0), DIGEST + bytes.length);
        System.arraycopy(bytes, 0, whole, DIGEST, bytes.length);
        Files.write(file, whole);
        return fold;
    }

    private Optional<AnswerFold> read(PublishedWeek week, Path file) throws IOException {
        byte[] whole;
        try {
            whole = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (whole.length <= DIGEST || !Arrays.equals(digest(week, whole, DIGEST), Arrays.copyOf(whole, DIGEST))) {
            return Optional.empty();
        }
        try {
            return Optional.of(AnswerFold.fromBytes(plan, Arrays.copyOfRange(whole, DIGEST, whole.length)));
        } catch (IOException e) {
            // Intact, but written by another release of this program: the answers are read instead.
            return Optional.empty();
        }
    }

    private byte[] digest(PublishedWeek week, byte[] bytes, int from) {
        MessageDigest digest = Sha256.digest();
        digest.update(week.sha256().getBytes(StandardCharsets.US_ASCII));
        digest.update((decided.version() + decided.margins()).getBytes(StandardCharsets.UTF_8));
        digest.update(bytes, from, bytes.length - from);
        return digest.digest();
    }

    /** Deletes folds of earlier configurations and of weeks that no trend reaches. */
    private void forgetAllBut(Set<Path> used) throws IOException {
        try (Stream<Path> files = Files.list(folder.folds())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!used.contains(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
    }
}
