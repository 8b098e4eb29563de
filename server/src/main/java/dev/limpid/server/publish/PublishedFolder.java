package dev.limpid.server.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.file.CorruptDataException;
import dev.limpid.server.publish.file.LineSink;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The published files of one collection on disk.
 *
 * <pre>
 * index.json                    what is published: the only file that is replaced
 * pending.json, manifest.json   a publication that is written but not yet in force
 * data/2026-08-17.r1.ndjson.zst the answers about a week, by revision
 * charts/2026-08-17.r3.json
 * folds/2026-08-17.v1.4.0.fold  cached sums of a week's answers
 * </pre>
 *
 * A publication writes files under names that are not in the index, makes them durable, then replaces the index:
 * readers see the state before or after a publication, never in between. Reading is safe for many threads while one
 * publishes.
 */
public final class PublishedFolder {

    private final Path root;
    private final String collection;

    /** The folder of a collection, which need not exist yet. */
    public PublishedFolder(Path root, String collection) {
        this.root = root;
        this.collection = collection;
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    Path charts() {
        return root.resolve("charts");
    }

    Path folds() {
        return root.resolve("folds");
    }

    Path index() {
        return root.resolve("index.json");
    }

    Path pending() {
        return root.resolve("pending.json");
    }

    Path manifest() {
        return root.resolve("manifest.json");
    }

    /** Everything that is published now. */
    public Publication publication() throws IOException {
        return readIfThere(index()).orElse(Publication.none(collection));
    }

    /**
     * Reads the index and requires every file that it names.
     *
     * @throws IOException if the index cannot be read, or a file is missing
     */
    public void check() throws IOException {
        readIfThere(pending());
        Publication now = publication();
        for (PublishedWeek week : now.weeks()) {
            requireFile(file(week));
        }
        for (PublishedCharts one : now.charts()) {
            requireFile(file(one));
        }
    }

    /**
     * Reads every published file and returns the problems, one sentence each.
     *
     * @throws IOException if the index cannot be read, or a file is missing
     */
    public List<String> damaged() throws IOException {
        check();
        Map<Path, String> digests = new TreeMap<>();
        Publication now = publication();
        now.weeks().forEach(week -> digests.put(file(week), week.sha256()));
        now.charts().forEach(one -> digests.put(file(one), one.sha256()));
        List<String> problems = new ArrayList<>();
        for (Map.Entry<Path, String> one : digests.entrySet()) {
            String found = DurableFile.sha256(one.getKey());
            if (!found.equals(one.getValue())) {
                problems.add(one.getKey() + " is damaged: its SHA-256 is " + found + ", the index has " + one.getValue()
                        + "; restore it from a backup or a mirror");
            }
        }
        return problems;
    }

    private static void requireFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CorruptDataException(file + " is missing, the index names it");
        }
    }

    static Optional<Publication> readIfThere(Path file) throws IOException {
        try {
            return Optional.of(Publication.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CorruptDataException e) {
            throw new CorruptDataException(file + ": " + e.getMessage(), e);
        }
    }

    /** Passes every published line of a week to the sink, without its line end; none if the week is not published. */
    public void readAnswers(LocalDate week, LineSink sink) throws IOException {
        Optional<Path> file = answers(week);
        if (file.isPresent()) {
            AnswerFiles.lines(file.get(), sink);
        }
    }

    /** The file of a week's answers, if the week is published. */
    public Optional<Path> answers(LocalDate week) throws IOException {
        return publication().week(week).map(this::file);
    }

    Path file(PublishedWeek week) {
        return data().resolve(week.file());
    }

    Path file(PublishedCharts one) {
        return charts().resolve(one.file());
    }

    /** The JSON of a period's charts, if they are published. */
    public Optional<byte[]> chartsJson(Period period) throws IOException {
        // The file may be replaced between lookup and reading; then the index has changed, too.
        for (int attempt = 0; ; attempt++) {
            Optional<PublishedCharts> found = publication().charts().stream()
                    .filter(one -> one.period().equals(period))
                    .findFirst();
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Files.readAllBytes(file(found.get())));
            } catch (NoSuchFileException e) {
                if (attempt == 2) {
                    throw new CorruptDataException(file(found.get()) + " is missing, the index names it", e);
                }
            }
        }
    }

    /** A period's charts, if they are published. */
    public Optional<ChartSet> charts(Period period) throws IOException {
        Optional<byte[]> json = chartsJson(period);
        return json.isPresent() ? Optional.of(ChartSetCodec.read(json.get())) : Optional.empty();
    }

    /** The periods that have charts. */
    public List<Period> periods() throws IOException {
        return publication().charts().stream().map(PublishedCharts::period).toList();
    }

    void create() throws IOException {
        Files.createDirectories(data());
        Files.createDirectories(charts());
        Files.createDirectories(folds());
    }

    /** Writes a file durably under its own name; nobody may read it at the same time. */
    static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        DurableFile.force(file);
    }

    /** Removes files that the index does not name: leftovers of a failed run, and replaced revisions. */
    void sweep(Publication index) throws IOException {
        Set<Path> named = new HashSet<>();
        index.weeks().forEach(week -> named.add(file(week)));
        index.charts().forEach(one -> named.add(file(one)));
        for (Path folder : List.of(data(), charts())) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (!named.contains(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
