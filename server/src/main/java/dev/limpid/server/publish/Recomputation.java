package dev.limpid.server.publish;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks what was published by doing it again: the digests of the reports, their canonical order, and every chart to the
 * byte. Anyone can, with the published files and the logged configurations.
 */
public final class Recomputation {

    private final Publication index;
    private final Map<LocalDate, Path> files;
    private final int threads;
    private final List<String> problems = new ArrayList<>();

    /**
     * A check of one collection.
     *
     * @param index what the collection says it published
     * @param files the files of all its days
     */
    public Recomputation(Publication index, Map<LocalDate, Path> files, int threads) {
        this.index = index;
        this.files = files;
        this.threads = threads;
    }

    /** Gives the charts as they are served. */
    @FunctionalInterface
    public interface ServedCharts {
        /** The JSON of a period. */
        byte[] json(PublishedCharts charts) throws IOException;
    }

    /** Gives what was decided when a version of the configuration was the newest. */
    @FunctionalInterface
    public interface DecidedAt {
        /** The charts of that version, and all configurations up to it. */
        Decided decided(String version) throws IOException;
    }

    /** Sentences that each say what differs; none if all is as it should be. */
    public List<String> problems(DecidedAt decided, ServedCharts served) throws IOException {
        for (PublishedDay day : index.days()) {
            check(day);
        }
        SortedMap<String, List<PublishedCharts>> byConfig = new TreeMap<>();
        for (PublishedCharts charts : index.charts()) {
            byConfig.computeIfAbsent(charts.config(), config -> new ArrayList<>())
                    .add(charts);
        }
        for (Map.Entry<String, List<PublishedCharts>> some : byConfig.entrySet()) {
            check(decided.decided(some.getKey()), some.getValue(), served);
        }
        return List.copyOf(problems);
    }

    private void check(PublishedDay day) throws IOException {
        Path file = files.get(day.date());
        if (file == null) {
            problems.add("the reports of " + day.date() + " are missing");
            return;
        }
        expect("the digest of the reports of " + day.date(), sha256(file), day.sha256());
        MessageDigest content = DataFile.sha256();
        byte[][] before = {{}};
        long[] reports = {0};
        boolean[] ordered = {true};
        ReportFiles.lines(file, line -> {
            content.update(line);
            content.update((byte) '\n');
            ordered[0] &= reports[0] == 0 || Arrays.compareUnsigned(before[0], line) < 0;
            before[0] = line;
            reports[0]++;
        });
        expect(
                "the digest of the lines of " + day.date(),
                HexFormat.of().formatHex(content.digest()),
                day.contentSha256());
        expect("the number of reports of " + day.date(), Long.toString(reports[0]), Long.toString(day.reports()));
        if (!ordered[0]) {
            problems.add("the reports of " + day.date() + " are not sorted, each once: their order may tell something");
        }
    }

    private void check(Decided decided, List<PublishedCharts> published, ServedCharts served) throws IOException {
        ChartFold fold = ReportFiles.fold(decided.plan(), List.copyOf(files.values()), threads);
        for (PublishedCharts one : published) {
            String name = "the charts of " + one.period().name();
            byte[] json = served.json(one);
            expect("the digest of " + name, sha256(json), one.sha256());
            byte[] again = ChartSetCodec.toJson(fold.charts(index.collection(), decided.version(), one.period()));
            int differs = Arrays.mismatch(json, again);
            if (differs >= 0) {
                problems.add(
                        name + " come out otherwise when computed again: they differ from byte " + differs + " on");
            }
        }
    }

    private void expect(String what, String found, String expected) {
        if (!found.equals(expected)) {
            problems.add(what + " is " + found + ", the index says " + expected);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(DataFile.sha256().digest(bytes));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = DataFile.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
