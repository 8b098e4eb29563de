package dev.limpid.server.publish;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartPlan;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folds of published days. Each is kept in a file, with a digest over the reports' digest and the fold, so that a run
 * reads the reports of changed days only. Losing these files costs time and nothing else.
 */
final class DayFolds {

    private static final int DIGEST = 32;

    private final PublishedFolder folder;
    private final Decided decided;
    private final ChartPlan plan;
    private final int threads;

    DayFolds(PublishedFolder folder, Decided decided, ChartPlan plan, int threads) {
        this.folder = folder;
        this.decided = decided;
        this.plan = plan;
        this.threads = threads;
    }

    /**
     * The fold of all reports of these days.
     *
     * @param drawn the first day of which more than a trend is drawn; stacks of earlier ones are let go, as no trend has any
     */
    ChartFold of(Collection<PublishedDay> days, LocalDate drawn) throws IOException {
        ChartFold all = new ChartFold(plan);
        Set<Path> used = new HashSet<>();
        for (PublishedDay day : days) {
            Path file = folder.folds().resolve(day.date() + "." + decided.version() + ".fold");
            used.add(file);
            ChartFold fold = of(day, file);
            if (day.date().isBefore(drawn)) {
                fold.forgetStacks();
            }
            all.merge(fold);
        }
        forgetAllBut(used);
        return all;
    }

    private ChartFold of(PublishedDay day, Path file) throws IOException {
        Optional<ChartFold> kept = read(day, file);
        if (kept.isPresent()) {
            return kept.get();
        }
        ChartFold fold = ReportFiles.fold(plan, List.of(folder.file(day)), threads);
        byte[] bytes = fold.toBytes();
        byte[] whole = Arrays.copyOf(digest(day, bytes, 0), DIGEST + bytes.length);
        System.arraycopy(bytes, 0, whole, DIGEST, bytes.length);
        Files.write(file, whole);
        return fold;
    }

    private Optional<ChartFold> read(PublishedDay day, Path file) throws IOException {
        byte[] whole;
        try {
            whole = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (whole.length <= DIGEST || !Arrays.equals(digest(day, whole, DIGEST), Arrays.copyOf(whole, DIGEST))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ChartFold.ofBytes(plan, Arrays.copyOfRange(whole, DIGEST, whole.length)));
        } catch (IOException e) {
            // Whole, but of another release of this program: the reports say the same.
            return Optional.empty();
        }
    }

    private byte[] digest(PublishedDay day, byte[] bytes, int from) {
        MessageDigest digest = Sha256.digest();
        digest.update(day.sha256().getBytes(StandardCharsets.US_ASCII));
        digest.update((decided.version() + decided.margins()).getBytes(StandardCharsets.UTF_8));
        digest.update(bytes, from, bytes.length - from);
        return digest.digest();
    }

    /** Folds of earlier configurations, and of days that no trend reaches, serve no more. */
    private void forgetAllBut(Set<Path> used) throws IOException {
        try (Stream<Path> files = Files.list(folder.folds())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!used.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
