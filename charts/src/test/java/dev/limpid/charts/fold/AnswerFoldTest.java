package dev.limpid.charts.fold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Period;
import dev.limpid.charts.SyntheticProgram;
import dev.limpid.charts.plan.Margin;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class AnswerFoldTest {

    private static final List<String> CONFIGS = List.of("v1.0.0", "v1.1.0", "v9.0.0");
    private static final Margin MARGIN = new Margin(
            "org.example/tool", Attribute.OS, new TreeMap<>(Map.of("linux", 0.5, "darwin", 0.3, "windows", 0.2)));
    private static final QuestionPlan PLAN = new QuestionPlan(
            SyntheticProgram.charts(),
            List.of(SyntheticProgram.config("v1.0.0", 1), SyntheticProgram.config("v1.1.0", 0.4)),
            List.of(MARGIN));
    private static final byte[] KEY = {1, 2, 3};
    private static final Period PERIOD = Period.of(SyntheticProgram.WEEK, SyntheticProgram.WEEK.plusDays(20));

    @RepeatedTest(20)
    void charts_areTheSameBytesInAnyOrderAndPartition(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<PublishedAnswer> lines = lines(random, 400);
        AnswerFold whole = fold(lines);

        Collections.shuffle(lines, random);
        AnswerFold merged = merged(lines, random, 1 + random.nextInt(9));

        assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
        assertThat(charts(merged)).isEqualTo(charts(whole));
    }

    /** Splits the lines over folds, and merges these in pairs, in any order. */
    private static AnswerFold merged(List<PublishedAnswer> lines, Random random, int parts) {
        List<AnswerFold> folds = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            folds.add(new AnswerFold(PLAN, KEY));
        }
        lines.forEach(line -> folds.get(random.nextInt(parts)).add(line));
        while (folds.size() > 1) {
            Collections.shuffle(folds, random);
            AnswerFold last = folds.remove(folds.size() - 1);
            folds.get(0).merge(last);
        }
        return folds.get(0);
    }

    @RepeatedTest(20)
    void canonicalBytes_countLikeTheAnswerTheyEncode(RepetitionInfo repetition) throws MalformedJsonException {
        List<PublishedAnswer> lines = lines(new Random(100 + repetition.getCurrentRepetition()), 200);
        AnswerFold fold = new AnswerFold(PLAN, KEY);
        for (PublishedAnswer line : lines) {
            byte[] padded = ("xx" + new String(line.toJson(), UTF_8) + "yy").getBytes(UTF_8);
            fold.add(padded, 2, padded.length - 2);
        }
        assertThat(fold.toBytes()).isEqualTo(fold(lines).toBytes());
    }

    @Test
    void canonicalBytes_ofOrdinaryAnswersAreScanned() {
        AnswerScanner scanner =
                new AnswerScanner(PLAN, new AnswerLine(PLAN.charts().get(0)));
        for (PublishedAnswer line : lines(new Random(5), 300)) {
            byte[] json = line.toJson();
            assertThat(scanner.scan(json, 0, json.length))
                    .as(new String(json, UTF_8))
                    .isEqualTo(!line.answer().config().equals("v9.0.0"));
        }
    }

    @RepeatedTest(40)
    void changedBytes_areCountedOrRejectedLikeTheAnswerTheyEncode(RepetitionInfo repetition) {
        Random random = new Random(200 + repetition.getCurrentRepetition());
        for (PublishedAnswer line : lines(random, 100)) {
            byte[] changed = changed(line.toJson(), random);
            AnswerFold fast = new AnswerFold(PLAN, KEY);
            PublishedAnswer read;
            try {
                read = PublishedAnswer.read(changed);
            } catch (MalformedJsonException e) {
                assertThatThrownBy(() -> fast.add(changed, 0, changed.length))
                        .as(new String(changed, UTF_8))
                        .isInstanceOf(MalformedJsonException.class);
                assertThat(fast.weeks()).isEmpty();
                continue;
            }
            assertThat(bytes(fast, changed))
                    .as(new String(changed, UTF_8))
                    .isEqualTo(fold(List.of(read)).toBytes());
        }
    }

    private static byte[] bytes(AnswerFold fold, byte[] json) {
        try {
            fold.add(json, 0, json.length);
        } catch (MalformedJsonException e) {
            throw new AssertionError(new String(json, UTF_8), e);
        }
        return fold.toBytes();
    }

    /** One byte is changed, dropped or doubled, or a run of bytes is copied over others. */
    private static byte[] changed(byte[] json, Random random) {
        String text = new String(json, UTF_8);
        int at = random.nextInt(json.length);
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] changed = json.clone();
                changed[at] = "\"\\,:{}[]019.eE-n\u0000 x".getBytes(UTF_8)[random.nextInt(18)];
                yield changed;
            }
            case 1 -> (text.substring(0, at) + text.substring(at + 1)).getBytes(UTF_8);
            case 2 -> (text.substring(0, at + 1) + text.substring(at)).getBytes(UTF_8);
            case 3 ->
                text.replaceFirst("[0-9]", Integer.toString(random.nextInt(10))).getBytes(UTF_8);
            default -> {
                byte[] changed = json.clone();
                int length = random.nextInt(Math.min(40, json.length - at));
                System.arraycopy(json, random.nextInt(json.length - length), changed, at, length);
                yield changed;
            }
        };
    }

    @RepeatedTest(5)
    void bytesOfAFold_readBackAsTheSameFold(RepetitionInfo repetition) throws IOException {
        AnswerFold fold = fold(lines(new Random(300 + repetition.getCurrentRepetition()), 300));

        byte[] bytes = fold.toBytes();

        AnswerFold read = AnswerFold.fromBytes(PLAN, bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(charts(read)).isEqualTo(charts(fold));
        QuestionPlan other = new QuestionPlan(SyntheticProgram.charts(), List.of(SyntheticProgram.config("v1.0.0", 1)));
        assertThatThrownBy(() -> AnswerFold.fromBytes(other, bytes)).isInstanceOf(IOException.class);
        for (int cut = 0; cut < bytes.length; cut += 97) {
            byte[] torn = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> AnswerFold.fromBytes(PLAN, torn)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void figures_ofAnAttributeAreThoseOfItsMachines() {
        AnswerFold fold = new AnswerFold(PLAN, KEY);
        // Sixty machines with 1.9.0, every second of which failed; ten with 1.10.0, two too few to say anything about
        // them.
        fold.add(failures("1.9.0", 2, 10, 30));
        fold.add(failures("1.9.0", 0, 10, 30));
        fold.add(failures("1.10.0", 1, 10, 10));

        ChartResult.Ratio drawn = (ChartResult.Ratio) chart(fold, "failures");

        ChartResult.Split split = drawn.splits().get(0);
        assertThat(split.by()).isEqualTo(Attribute.VERSION);
        assertThat(split.cells()).extracting(ChartResult.Cell::value).containsExactly("1.9.0", "1.10.0");
        // All have ten runs and are clipped in the same way, however many of them failed.
        assertThat(split.cells().get(0).figures())
                .extracting(figure -> figure.name() + " " + figure.estimate().value())
                .containsExactly("installations 0.5", "pooled 0.1");
        assertThat(split.cells().get(1).answers()).isEqualTo(10);
        assertThat(split.cells().get(1).isTooSmall()).isTrue();
    }

    /** The gate took the version from rare answers: those that are left are not like them. */
    @Test
    void machines_areComparedIfNearlyAllSayWhatTheyAre() {
        AnswerFold fold = new AnswerFold(PLAN, KEY);
        fold.add(failures("1.9.0", 2, 10, 90));
        fold.add(failures("1.10.0", 0, 10, 90));

        ChartResult compared = chart(fold, "failures");
        assertThat(compared.comparisonCount()).isEqualTo(6);
        assertThat(Difference.mostNotable(compared, 3))
                .first()
                .satisfies(difference -> assertThat(difference.here().value()).isEqualTo(0));

        AnswerPart part = new AnswerPart(Map.of(), Map.of("failed", 1L, "runs", 3L));
        Answer without = new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/failures", List.of(part));
        fold.add(new PublishedAnswer(without, 5));

        ChartResult drawn = chart(fold, "failures");
        assertThat(drawn.comparisonCount()).isZero();
        assertThat(drawn.notes()).anyMatch(note -> note.contains("do not give the version"));
    }

    private static PublishedAnswer failures(String version, long failed, long runs, long machines) {
        Map<String, Long> counts = new TreeMap<>(Map.of("runs", runs));
        if (failed > 0) {
            counts.put("failed", failed);
        }
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, version), counts);
        return new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/failures", List.of(part)), machines);
    }

    @Test
    void severalBuildsOfOneAnswer_areOneMachine() {
        AnswerFold fold = new AnswerFold(PLAN, KEY);
        List<AnswerPart> parts = new ArrayList<>();
        for (String version : List.of("1.0.0", "1.9.0")) {
            parts.add(new AnswerPart(Map.of(Attribute.VERSION, version), Map.of("failed", 1L, "runs", 2L)));
        }
        fold.add(new PublishedAnswer(
                new Answer(SyntheticProgram.WEEK, "v1.0.0", "org.example/tool/failures", parts), 1));

        ChartResult drawn = chart(fold, "failures");

        assertThat(drawn.answers()).isEqualTo(1);
        assertThat(drawn.splits().get(0).cells())
                .extracting(ChartResult.Cell::answers)
                .containsExactly(1L, 1L);
    }

    /** Rates are per chart: a chart whose weights differ indicates fewer machines than answer it. */
    @Test
    void told_isOfTheProgramAndOfEachOfItsCharts() {
        ChartSet charts = new ChartSetBuilder(fold(lines(new Random(8), 900)), "c", "v1.1.0")
                .build(Period.week(SyntheticProgram.WEEK));
        ChartSet.ProgramCharts program = charts.programs().get(0);
        double installations = program.installations().value();

        assertThat(charts.measuredInstallations())
                .hasSize(1 + program.charts().size())
                .containsEntry("org.example/tool", installations)
                .hasEntrySatisfying("org.example/tool/editors", told -> {
                    ChartResult editors = program.charts().get(0);
                    assertThat(told)
                            .isCloseTo(installations * editors.effectiveSampleSize() / editors.answers(), within(1e-6))
                            .isLessThan(installations);
                });
    }

    @Test
    void provisionalWeeks_haveNoIntervals() {
        AnswerFold fold = fold(lines(new Random(8), 900));

        ChartSet charts = new ChartSetBuilder(
                        fold, "c", "v1.1.0", IncompleteWeeks.of(Set.of(SyntheticProgram.WEEK), List.of()))
                .build(Period.week(SyntheticProgram.WEEK));

        ChartResult.Partition editors =
                (ChartResult.Partition) charts.programs().get(0).charts().get(0);
        assertThat(editors.buckets())
                .allSatisfy(one -> assertThat(one.share().hasInterval()).isFalse());
        assertThat(editors.notes()).anyMatch(note -> note.contains("no 99% interval can be given"));
        assertThat(charts.weeks()).allMatch(ChartSet.WeekAnswers::provisional);
        assertThat(editors.comparisonCount()).isZero();
    }

    @Test
    void everyChart_readsBackFromItsJson() throws IOException {
        AnswerFold fold = fold(lines(new Random(9), 2_000));

        ChartSet charts = new ChartSetBuilder(
                        fold, "c", "v1.1.0", IncompleteWeeks.of(Set.of(SyntheticProgram.WEEK.plusWeeks(2)), List.of()))
                .build(PERIOD);

        assertThat(charts.programs().get(0).charts()).hasSize(5);
        assertThat(charts.notes()).anyMatch(note -> note.contains("not counted in any chart"));
        assertThat(ChartSetCodec.read(ChartSetCodec.toJson(charts))).isEqualTo(charts);
    }

    private static ChartResult chart(AnswerFold fold, String id) {
        return new ChartSetBuilder(fold, "c", "v1.1.0")
                .build(Period.week(SyntheticProgram.WEEK)).programs().get(0).charts().stream()
                        .filter(chart -> chart.title().chart().endsWith(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<PublishedAnswer> lines(Random random, int count) {
        List<PublishedAnswer> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(SyntheticProgram.random(random, CONFIGS));
        }
        return lines;
    }

    private static AnswerFold fold(List<PublishedAnswer> lines) {
        AnswerFold fold = new AnswerFold(PLAN, KEY);
        lines.forEach(fold::add);
        return fold;
    }

    private static byte[] charts(AnswerFold fold) {
        return ChartSetCodec.toJson(new ChartSetBuilder(fold, "c", "v1.1.0").build(PERIOD));
    }
}
