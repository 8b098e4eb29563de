package dev.limpid.server.publish;

import com.github.luben.zstd.ZstdIOException;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks a publication by recomputing it: the digests of the answers, their canonical order, and every chart to the
 * byte. Anyone can do this with the published files and the logged configurations. For one thread at a time.
 */
public final class Recomputation {

    private final Publication index;
    private final NavigableMap<LocalDate, Path> files;
    private final int threads;
    private final List<String> problems = new ArrayList<>();

    /**
     * A check of one collection.
     *
     * @param index the collection's index of published files
     * @param files the files of all its weeks
     */
    public Recomputation(Publication index, Map<LocalDate, Path> files, int threads) {
        this.index = index;
        this.files = new TreeMap<>(files);
        this.threads = threads;
    }

    /** Returns the charts as they are served. */
    @FunctionalInterface
    public interface ServedCharts {
        /** The JSON of a period. */
        byte[] json(PublishedCharts charts) throws IOException;
    }

    /** Returns the inputs of charts when a version of the configuration was the newest. */
    @FunctionalInterface
    public interface DecidedAt {
        /** The charts of that version, and all configurations up to it. */
        ChartInputs decided(String version) throws IOException;
    }

    /** The differences, one sentence each; none if everything matches. */
    public List<String> problems(DecidedAt decided, ServedCharts served) throws IOException {
        for (PublishedWeek week : index.weeks()) {
            check(week);
        }
        boolean sound = problems.isEmpty();
        if (!sound && !index.charts().isEmpty()) {
            problems.add("no chart is recomputed, since these are not the published answers");
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

    private void check(PublishedWeek week) throws IOException {
        String answers = "the answers of " + week.week();
        Path file = files.get(week.week());
        if (file == null) {
            problems.add(answers + " are missing");
            return;
        }
        if (!expect("the digest of " + answers, DurableFile.sha256(file), week.sha256())) {
            return;
        }
        PublishedLinesCheck lines = new PublishedLinesCheck(week, ExcludedAnswers.of(index.removed(), List.of()));
        try {
            AnswerFiles.lines(file, lines);
        } catch (ZstdIOException e) {
            problems.add(answers + " cannot be unpacked: " + e.getMessage());
            return;
        }
        expect("the digest of the lines of " + week.week(), lines.contentSha256(), week.contentSha256());
        expect("the number of " + answers, Long.toString(lines.answers()), Long.toString(week.answers()));
        expect("the number of lines of " + week.week(), Long.toString(lines.lines()), Long.toString(week.lines()));
        expect(
                "the number of answers of " + week.week() + " that one machine alone gave",
                Long.toString(lines.alone()),
                Long.toString(week.alone()));
        lines.problems().forEach(problem -> problems.add(answers + " " + problem));
    }

    private void computeAgain(ChartInputs decided, List<PublishedCharts> published, ServedCharts served)
            throws IOException {
        AnswerFold fold = fold(decided.plan(), published);
        for (PublishedCharts one : published) {
            byte[] json = served.json(one);
            checkDigest(one, json);
            byte[] again = ChartSetCodec.toJson(
                    ChartPublisher.chart(fold, index.collection(), decided, one.period(), index.weeks()));
            int differs = Arrays.mismatch(json, again);
            if (differs >= 0) {
                problems.add("the charts of " + one.period().name() + " differ when recomputed, from byte " + differs
                        + " on");
            }
        }
    }

    /** The fold of the answers that these charts show, and of those that only their trends show. */
    private AnswerFold fold(QuestionPlan plan, List<PublishedCharts> published) throws IOException {
        LocalDate drawn = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (PublishedCharts one : published) {
            drawn = one.period().from().isBefore(drawn) ? one.period().from() : drawn;
            last = one.period().to().isAfter(last) ? one.period().to() : last;
        }
        AnswerFold all = new AnswerFold(plan);
        SortedMap<LocalDate, Path> needed = files.subMap(drawn.minusWeeks(ChartSet.TREND_WEEKS), last.plusDays(1));
        for (Map.Entry<LocalDate, Path> week : needed.entrySet()) {
            AnswerFold fold = AnswerFiles.fold(plan, List.of(week.getValue()), threads);
            if (week.getKey().isBefore(drawn)) {
                fold.dropStacks();
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
            problems.add(what + " is " + found + ", the index has " + expected);
        }
        return found.equals(expected);
    }
}
