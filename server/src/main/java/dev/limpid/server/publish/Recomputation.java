package dev.limpid.server.publish;

import com.github.luben.zstd.ZstdIOException;
import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartPlan;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks what was published by doing it again: the digests of the reports, their canonical order, and every chart to the
 * byte. Anyone can, with the published files and the logged configurations.
 */
public final class Recomputation {

    private final Publication index;
    private final NavigableMap<LocalDate, Path> files;
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
        this.files = new TreeMap<>(files);
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
        boolean sound = problems.isEmpty();
        if (!sound && !index.charts().isEmpty()) {
            problems.add("no chart is computed again, since these are not the reports that were published");
        }
        SortedMap<String, List<PublishedCharts>> byConfig = new TreeMap<>();
        for (PublishedCharts charts : index.charts()) {
            byConfig.computeIfAbsent(charts.config(), config -> new ArrayList<>())
                    .add(charts);
        }
        for (Map.Entry<String, List<PublishedCharts>> some : byConfig.entrySet()) {
            if (sound) {
                computeAgain(decided.decided(some.getKey()), some.getValue(), served);
            } else {
                for (PublishedCharts one : some.getValue()) {
                    checkDigest(one, served.json(one));
                }
            }
        }
        return List.copyOf(problems);
    }

    private void check(PublishedDay day) throws IOException {
        Path file = files.get(day.date());
        if (file == null) {
            problems.add("the reports of " + day.date() + " are missing");
            return;
        }
        if (!expect("the digest of the reports of " + day.date(), DurableFile.sha256(file), day.sha256())) {
            return;
        }
        Lines lines = new Lines(day.date(), Without.of(index.removed(), List.of()));
        try {
            ReportFiles.lines(file, lines);
        } catch (ZstdIOException e) {
            problems.add("the reports of " + day.date() + " cannot be unpacked: " + e.getMessage());
            return;
        }
        expect(
                "the digest of the lines of " + day.date(),
                HexFormat.of().formatHex(lines.content.digest()),
                day.contentSha256());
        expect("the number of reports of " + day.date(), Long.toString(lines.reports), Long.toString(day.reports()));
        if (lines.removed > 0) {
            problems.add("the reports of " + day.date() + " hold " + lines.removed
                    + " that the index says were taken out, expected none");
        }
        if (!lines.ordered) {
            problems.add("the reports of " + day.date() + " are not sorted, each once: their order may tell something");
        }
        if (!lines.ofTheDay) {
            problems.add("the reports of " + day.date() + " are not all of the week that ended then");
        }
    }

    /** What there is to know of a day's lines by themselves. */
    private static final class Lines implements LineSink {
        private final byte[] start;
        private final MessageDigest content = Sha256.digest();
        private final Without without;
        private byte[] before = {};
        private long reports;
        private long removed;
        private boolean ordered = true;
        private boolean ofTheDay = true;

        private Lines(LocalDate day, Without without) {
            this.without = without;
            start = ("{\"Week\":\"" + day + "\",").getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void line(byte[] line) {
            content.update(line);
            content.update((byte) '\n');
            ordered &= reports == 0 || Arrays.compareUnsigned(before, line) < 0;
            ofTheDay &= line.length > start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
            removed += without.holds(line) ? 1 : 0;
            before = line;
            reports++;
        }
    }

    private void computeAgain(Decided decided, List<PublishedCharts> published, ServedCharts served)
            throws IOException {
        ChartFold fold = fold(decided.plan(), published);
        for (PublishedCharts one : published) {
            byte[] json = served.json(one);
            checkDigest(one, json);
            byte[] again = ChartSetCodec.toJson(fold.charts(index.collection(), decided.version(), one.period()));
            int differs = Arrays.mismatch(json, again);
            if (differs >= 0) {
                problems.add("the charts of " + one.period().name()
                        + " come out otherwise when computed again: they differ from byte " + differs + " on");
            }
        }
    }

    /** The reports that these charts show, and those that only their trends do. */
    private ChartFold fold(ChartPlan plan, List<PublishedCharts> published) throws IOException {
        LocalDate drawn = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (PublishedCharts one : published) {
            drawn = one.period().from().isBefore(drawn) ? one.period().from() : drawn;
            last = one.period().to().isAfter(last) ? one.period().to() : last;
        }
        ChartFold all = new ChartFold(plan);
        SortedMap<LocalDate, Path> needed = files.subMap(drawn.minusWeeks(ChartSet.TREND_WEEKS), last.plusDays(1));
        for (Map.Entry<LocalDate, Path> day : needed.entrySet()) {
            ChartFold fold = ReportFiles.fold(plan, List.of(day.getValue()), threads);
            if (day.getKey().isBefore(drawn)) {
                fold.forgetStacks();
            }
            all.merge(fold);
        }
        return all;
    }

    private void checkDigest(PublishedCharts one, byte[] json) {
        expect("the digest of the charts of " + one.period().name(), Sha256.hex(json), one.sha256());
    }

    private boolean expect(String what, String found, String expected) {
        if (!found.equals(expected)) {
            problems.add(what + " is " + found + ", the index says " + expected);
        }
        return found.equals(expected);
    }
}
