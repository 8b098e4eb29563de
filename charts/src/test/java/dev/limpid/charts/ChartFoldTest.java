package dev.limpid.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChartFoldTest {

    private static final UploadConfig ALL = Town.config("v1.0.0", 1);
    private static final UploadConfig SOME = Town.config("v1.1.0", 0.4);
    private static final Margin MARGIN =
            new Margin(Town.TOOL, Platform.OS, new TreeMap<>(Map.of("linux", 0.5, "darwin", 0.3, "windows", 0.2)));
    private static final ChartPlan PLAN = ChartPlan.of(Town.charts(), List.of(ALL, SOME), List.of(MARGIN));

    @RepeatedTest(20)
    void charts_areTheSameBytesInAnyOrderAndPartition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Report> reports = reports(random, 300);
        byte[] expected = charts(fold(reports));

        Collections.shuffle(reports, random);
        assertThat(charts(merged(reports, random, 1 + random.nextInt(9)))).isEqualTo(expected);
    }

    /** Splits the reports over folds, and merges these two by two in any order. */
    private static ChartFold merged(List<Report> reports, Random random, int parts) {
        List<ChartFold> folds = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            folds.add(new ChartFold(PLAN));
        }
        reports.forEach(report -> folds.get(random.nextInt(parts)).add(report));
        while (folds.size() > 1) {
            Collections.shuffle(folds, random);
            ChartFold last = folds.remove(folds.size() - 1);
            folds.get(0).merge(last);
        }
        return folds.get(0);
    }

    @RepeatedTest(20)
    void canonicalBytes_countLikeTheReportTheyHold(RepetitionInfo repetition) throws MalformedReportException {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        List<Report> reports = reports(random, 100);
        ChartFold fold = new ChartFold(PLAN);
        byte[] all = {};
        for (Report report : reports) {
            byte[] json = ReportCodec.toJson(report);
            byte[] padded = ("xx" + new String(json, UTF_8) + "yy").getBytes(UTF_8);
            fold.add(padded, 2, padded.length - 2);
            all = json;
        }
        assertThat(all).isNotEmpty();
        assertThat(charts(fold)).isEqualTo(charts(fold(reports)));
    }

    @RepeatedTest(30)
    void changedBytes_countLikeTheReportTheyHoldOrAreRefusedLikeIt(RepetitionInfo repetition) {
        Random random = new Random(200 + repetition.getCurrentRepetition());
        for (Report report : reports(random, 40)) {
            byte[] json = ReportCodec.toJson(report);
            byte[] changed = changed(json, random);
            ChartFold fast = new ChartFold(PLAN);
            ChartFold slow = new ChartFold(PLAN);
            Report read;
            try {
                read = ReportCodec.read(changed);
            } catch (MalformedReportException e) {
                assertThatThrownBy(() -> fast.add(changed, 0, changed.length))
                        .as(new String(changed, UTF_8))
                        .isInstanceOf(MalformedReportException.class);
                continue;
            }
            slow.add(read);
            assertThat(addBytes(fast, changed)).as(new String(changed, UTF_8)).isEqualTo(charts(slow));
        }
    }

    private static byte[] addBytes(ChartFold fold, byte[] json) {
        try {
            fold.add(json, 0, json.length);
        } catch (MalformedReportException e) {
            throw new AssertionError(new String(json, UTF_8), e);
        }
        return charts(fold);
    }

    @RepeatedTest(5)
    void bytesOfAFold_readBackAsTheSameFold(RepetitionInfo repetition) throws IOException {
        List<Report> reports = reports(new Random(300 + repetition.getCurrentRepetition()), 200);
        reports.add(new Report(Town.DAY, Optional.empty(), 0.5, "v9.0.0", List.of()));
        ChartFold fold = fold(reports);
        byte[] expected = charts(fold);

        byte[] bytes = fold.toBytes();

        assertThat(charts(ChartFold.ofBytes(PLAN, bytes))).isEqualTo(expected);
        assertThat(ChartFold.ofBytes(PLAN, bytes).toBytes()).isEqualTo(bytes);
        ChartPlan other = ChartPlan.of(Town.charts(), List.of(ALL));
        assertThatThrownBy(() -> ChartFold.ofBytes(other, bytes)).isInstanceOf(IOException.class);
        for (int cut = 0; cut < bytes.length; cut += 97) {
            byte[] torn = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> ChartFold.ofBytes(PLAN, torn)).isInstanceOf(IOException.class);
        }
    }

    /** One byte changed, dropped or doubled, or a run of bytes copied over others. */
    private static byte[] changed(byte[] json, Random random) {
        byte[] changed = json.clone();
        int at = random.nextInt(json.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[at] = "\"\\,:{}[]019.eE-n\u0000é ".getBytes(UTF_8)[random.nextInt(19)];
            case 1 ->
                changed = (new String(json, 0, at, UTF_8) + new String(json, at + 1, json.length - at - 1, UTF_8))
                        .getBytes(UTF_8);
            case 2 ->
                changed = (new String(json, 0, at + 1, UTF_8) + new String(json, at, json.length - at, UTF_8))
                        .getBytes(UTF_8);
            default -> {
                int length = random.nextInt(Math.min(40, json.length - at));
                System.arraycopy(json, random.nextInt(json.length - length), changed, at, length);
            }
        }
        return changed;
    }

    @Test
    void severalBuildsOfOneReport_areOneInstallation() {
        Report twice = reportWithTwoBuilds();

        ChartSet charts = fold(List.of(twice)).charts("c", "v1.0.0", Period.day(Town.DAY));

        DrawnChart.Partition os =
                (DrawnChart.Partition) charts.programs().get(1).charts().get(2);
        assertThat(os.buckets())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.reports()).isEqualTo(1));
        DrawnChart.Partition versions =
                (DrawnChart.Partition) charts.programs().get(1).charts().get(0);
        assertThat(versions.buckets()).extracting(DrawnChart.Bucket::reports).containsExactly(1L, 1L);
        assertThat(charts.programs().get(1).reports()).isEqualTo(1);
    }

    private static Report reportWithTwoBuilds() {
        Random random = new Random(5);
        while (true) {
            Report report = ALL.select(Town.local(Town.DAY, random));
            long tools = report.programs().stream()
                    .filter(program -> program.build().program().equals(Town.TOOL))
                    .map(program -> program.build().arch())
                    .count();
            if (tools == 2) {
                return report;
            }
        }
    }

    @Test
    void stacks_areCountedByVersionToo() {
        String stack = "crash\norg.example.Tool.run:+3";
        List<Report> reports = List.of(
                crashed(0.1, Map.of("1.0.0", 2L, "1.1.0", 3L), stack),
                crashed(0.2, Map.of("1.1.0", 1L), stack),
                crashed(0.3, Map.of("1.2.0", 5L), stack + "\norg.example.Tool.main:+1"),
                crashed(0.4, Map.of(), stack));
        ChartSet charts = fold(reports).charts("c", "v1.0.0", Period.day(Town.DAY));
        List<DrawnChart.StackCount> stacks = charts.programs().stream()
                .flatMap(program -> program.charts().stream())
                .flatMap(chart -> chart instanceof DrawnChart.Stacks some ? some.stacks().stream() : Stream.empty())
                .toList();
        assertThat(stacks).extracting(DrawnChart.StackCount::reports).containsExactly(2L, 1L);
        assertThat(stacks.get(0).versions())
                .extracting(in -> in.version() + " " + in.reports() + " " + in.events())
                .containsExactly("1.0.0 1 2", "1.1.0 2 4");
        assertThat(stacks.get(0).versions().get(1).share())
                .isEqualTo(stacks.get(0).share());
        assertThat(stacks.get(1).versions())
                .extracting(DrawnChart.StackVersion::version)
                .containsExactly("1.2.0");
    }

    private static Report crashed(double x, Map<String, Long> eventsByVersion, String stack) {
        List<ProgramReport> builds = new ArrayList<>();
        new TreeMap<>(eventsByVersion)
                .forEach((version, events) -> builds.add(new ProgramReport(
                        new Build(Town.TOOL, version, "java21", "linux", "amd64"), Map.of(), Map.of(stack, events))));
        return new Report(Town.DAY, Optional.empty(), x, "v1.0.0", builds);
    }

    @Test
    void unknownConfigurations_areCountedAndSaid() {
        Report report = ALL.select(Town.local(Town.DAY, new Random(1)));
        Report unknown = new Report(report.week(), report.lastWeek(), report.x(), "v9.0.0", report.programs());

        ChartSet charts = fold(List.of(report, unknown)).charts("c", "v1.0.0", Period.day(Town.DAY));

        assertThat(charts.reports()).isEqualTo(2);
        assertThat(charts.notes()).singleElement().asString().startsWith("1 of the reports name a configuration");
        assertThat(charts.programs().get(1).reports()).isEqualTo(1);
    }

    @Test
    void histogramBuckets_areOrderedByTheirBounds() {
        ChartSet charts = fold(reports(new Random(1), 50)).charts("c", "v1.0.0", Period.day(Town.DAY));

        DrawnChart.Histogram time =
                (DrawnChart.Histogram) charts.programs().get(1).charts().get(5);
        assertThat(time.buckets())
                .extracting(DrawnChart.HistogramBucket::name)
                .containsExactly("<10ms", "<100ms", "<1s", ">=1s");
    }

    private static List<Report> reports(Random random, int count) {
        List<Report> reports = new ArrayList<>();
        while (reports.size() < count) {
            Report local = Town.local(Town.DAY.minusDays(random.nextInt(30)), random);
            Report upload = (random.nextBoolean() ? ALL : SOME).select(local);
            if (!upload.programs().isEmpty()) {
                reports.add(upload);
            }
        }
        return reports;
    }

    private static ChartFold fold(List<Report> reports) {
        ChartFold fold = new ChartFold(PLAN);
        reports.forEach(fold::add);
        return fold;
    }

    private static byte[] charts(ChartFold fold) {
        StringBuilder all = new StringBuilder();
        for (Period period : List.of(Period.day(Town.DAY), Period.weekTo(Town.DAY), Period.monthOf(Town.DAY))) {
            all.append(new String(ChartSetCodec.toJson(fold.charts("c", "v1.0.0", period)), UTF_8));
        }
        return all.toString().getBytes(UTF_8);
    }
}
