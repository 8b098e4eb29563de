package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.statistics.Moments;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looking back over quarters and years: what drifts is found, and where nothing changed hardly anything is reported, however many answers
 * arrived.
 */
class LongTermChangeTest {
    /** The Monday of the week from which the test looks back over all distances. */
    private static final LocalDate WEEK = weekOfAll();

    private static final double[] SHARES = {0.002, 0.01, 0.03, 0.1, 0.3, 0.5, 0.8, 0.99};

    private static LocalDate weekOfAll() {
        LocalDate monday = LocalDate.of(2026, 1, 5);
        while (LongTermChange.distances(monday).size() < 4) {
            monday = monday.plusWeeks(1);
        }
        return monday;
    }

    @Test
    void everyThirteenthWeek_isCompared_andEachChangeIsReportedAtMostFourTimes() {
        assertThat(LongTermChange.distances(WEEK)).containsExactly(13, 26, 52, 104);
        List<LocalDate> due = IntStream.rangeClosed(1, 104)
                .mapToObj(WEEK::plusWeeks)
                .filter(week -> !LongTermChange.distances(week).isEmpty())
                .toList();
        assertThat(due).hasSize(8);
        for (int at = 1; at <= 104; at++) { // a change after this many weeks
            LocalDate change = WEEK.plusWeeks(at);
            long told = IntStream.rangeClosed(1, 300)
                    .mapToObj(WEEK::plusWeeks)
                    .flatMap(week -> LongTermChange.distances(week).stream()
                            .filter(weeks -> !week.isBefore(change)
                                    && week.minusWeeks(weeks).isBefore(change)))
                    .count();
            assertThat(told).as("a change after %d weeks", at).isEqualTo(4);
        }
    }

    /**
     * 400 charts, one of which drifts: no week certainly differs from the previous one, and the long-term comparison
     * reports the drift.
     */
    @ParameterizedTest
    @CsvSource({"1100, .3, .45, 52", "1100, .1, .3, 26", "16588, .3, .35, 26", "1100, .1, .25, 13"})
    void drift_isReported(int answers, double from, double to, int weeks) {
        Random random = new Random(3);
        int named = 0;
        for (int draw = 0; draw < 20; draw++) {
            ChartSet then = among(399, set(WEEK.minusWeeks(weeks), 1, answers, random, from));
            ChartSet now = among(399, set(WEEK, 1, answers, random, to));
            named += LongTermChange.of(now, Map.of(weeks, then)).stream()
                            .anyMatch(one -> one.chart().title().id().equals("c0")
                                    && one.figure().equals("0")
                                    && one.weeks() == weeks)
                    ? 1
                    : 0;
        }
        assertThat(named).isGreaterThanOrEqualTo(19);
    }

    /** Nothing changed: at most 1 look in 100 reports a change, apart from chance. */
    @ParameterizedTest
    @CsvSource({"1100, 1100", "1100, 110", "110, 1100", "30, 1000"})
    @Tag("slow")
    void chance_isRarelyReported(int before, int now) {
        Random random = new Random(5);
        int looks = 200;
        int named = 0;
        for (int look = 0; look < looks; look++) {
            Map<Integer, ChartSet> earlier = new HashMap<>();
            for (int weeks : LongTermChange.distances(WEEK)) {
                earlier.put(weeks, set(WEEK.minusWeeks(weeks), 10, before, random, SHARES[0]));
            }
            named += LongTermChange.of(set(WEEK, 10, now, random, SHARES[0]), earlier)
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(named).isLessThanOrEqualTo(6); // of 200 at 1%: the probability of more is 0.4%
    }

    @Test
    void provisionalWeek_andAChartThatCountsSomethingElse_reportNothing() {
        Random random = new Random(1);
        ChartSet then = set(WEEK.minusWeeks(13), 1, 1_000, random, 0.1);
        ChartSet now = set(WEEK, 1, 1_000, random, 0.5);
        assertThat(LongTermChange.of(now, Map.of(13, then))).isNotEmpty();
        assertThat(LongTermChange.of(now, Map.of())).isEmpty();
        ChartSet other = set(WEEK.minusWeeks(13), List.of(chart("c0", "other", WEEK.minusWeeks(13), estimates(0.1))));
        assertThat(LongTermChange.of(now, Map.of(13, other))).isEmpty();
        List<Estimate> unsure = List.of(Estimate.withoutInterval(0.1));
        ChartSet provisional = set(WEEK.minusWeeks(13), List.of(chart("c0", "c", WEEK.minusWeeks(13), unsure)));
        assertThat(LongTermChange.of(now, Map.of(13, provisional))).isEmpty();
    }

    /** A ratio over another counter is another figure, even if its numerator is the same. */
    @Test
    void ratio_overAnotherCounter_isNotCompared() {
        LocalDate before = WEEK.minusWeeks(13);
        ChartSet now = set(WEEK, List.of(ratio("runs", WEEK, 0.5)));
        assertThat(LongTermChange.of(now, Map.of(13, set(before, List.of(ratio("runs", before, 0.1))))))
                .hasSize(1);
        assertThat(LongTermChange.of(now, Map.of(13, set(before, List.of(ratio("builds", before, 0.1))))))
                .isEmpty();
    }

    private static ChartResult ratio(String over, LocalDate week, double share) {
        Estimate figure = estimates(share).get(0);
        return new ChartResult.Ratio(
                chart("c0", "failed", week, List.of(figure)).title(),
                over,
                new ChartResult.Basis(1_000, 1_000, 1_000),
                figure,
                List.of(),
                Estimate.NONE,
                1,
                Optional.empty(),
                List.of(),
                new Trend(
                        List.of(week),
                        List.of(1_000L),
                        List.of(new Trend.Series("installations", List.of(figure))),
                        List.of()),
                List.of());
    }

    @Test
    void mostRecent_isWhatTheFeedReported_untilTheNextComparison() throws IOException {
        ChartSet now = set(WEEK, List.of(chart("c0", "c", WEEK, estimates(0.5))));
        LocalDate before = WEEK.minusWeeks(13);
        ChartSet then = set(before, List.of(chart("c0", "c", before, estimates(0.1))));
        Map<LocalDate, ChartSet> published = new HashMap<>(Map.of(WEEK, now, before, then));
        Set<LocalDate> read = new HashSet<>();
        LongTermChanges.Weeks weeks = monday -> {
            assertThat(read.add(monday)).as("%s is read once", monday).isTrue();
            return Optional.ofNullable(published.get(monday));
        };
        for (int later = 0; later < 13; later++) {
            read.clear();
            LongTermChanges look =
                    LongTermChanges.mostRecent(WEEK.plusWeeks(later), weeks).orElseThrow();
            assertThat(look.week()).isEqualTo(WEEK);
            assertThat(look.distances()).containsExactly(13);
            assertThat(look.changes()).isEqualTo(LongTermChange.of(now, Map.of(13, then)));
            assertThat(look.of("p/c0")).hasSize(1);
            assertThat(look.of("p/other")).isEmpty();
            assertThat(read).hasSizeLessThanOrEqualTo(6);
        }
        LocalDate next = WEEK.plusWeeks(13);
        published.put(
                next,
                new ChartSet(
                        "telemetry.example.org",
                        "v1.0.0",
                        Period.week(next),
                        1,
                        List.of(new ChartSet.WeekAnswers(next, 1, true)),
                        List.of(),
                        List.of()));
        read.clear();
        assertThat(LongTermChanges.mostRecent(next, weeks).orElseThrow().week())
                .as("nothing is certain of a provisional week")
                .isEqualTo(WEEK);
        published.remove(before);
        read.clear();
        assertThat(LongTermChanges.mostRecent(WEEK, weeks)).isEmpty();
    }

    /** The drifting chart among many others that do not change. */
    private static ChartSet among(int others, ChartSet set) {
        LocalDate week = set.period().from();
        List<ChartResult> charts = new ArrayList<>(set.programs().get(0).charts());
        List<Estimate> still = Collections.nCopies(SHARES.length, exact(100, 1_000));
        for (int i = 0; i < others; i++) {
            charts.add(chart("other-" + i, "c", week, still));
        }
        return set(week, charts);
    }

    private static List<Estimate> estimates(double share) {
        return List.of(exact((int) (1_000 * share), 1_000));
    }

    private static Estimate exact(int k, int n) {
        return new Moments(n, k, n, k, k, 1).share();
    }

    /** This many charts of eight figures, drawn at random; the first figure of the first chart has its own share. */
    private static ChartSet set(LocalDate week, int charts, int answers, Random random, double first) {
        List<ChartResult> drawn = new ArrayList<>();
        for (int chart = 0; chart < charts; chart++) {
            List<Estimate> figures = new ArrayList<>();
            for (int figure = 0; figure < SHARES.length; figure++) {
                double share = chart == 0 && figure == 0 ? first : SHARES[figure];
                figures.add(exact(binomial(random, answers, share), answers));
            }
            drawn.add(chart("c" + chart, "c", week, figures));
        }
        return set(week, drawn);
    }

    /** Hits among many tries; the gaps between hits are geometrically distributed. */
    private static int binomial(Random random, int n, double p) {
        if (p > 0.5) {
            return n - binomial(random, n, 1 - p);
        }
        int hits = -1;
        double at = 0;
        while (at <= n) {
            hits++;
            at += 1 + Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-p));
        }
        return hits;
    }

    private static ChartResult chart(String id, String counter, LocalDate week, List<Estimate> figures) {
        List<Trend.Series> series = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            series.add(new Trend.Series(Integer.toString(i), List.of(figures.get(i))));
        }
        return new ChartResult.Partition(
                new ChartResult.Title(id, "p/" + id, id, "", List.of(), "p", counter, "", Set.of()),
                new ChartResult.Basis(1, 1, 1),
                List.of(),
                Optional.empty(),
                List.of(),
                new Trend(List.of(week), List.of(1L), series, List.of()),
                List.of());
    }

    private static ChartSet set(LocalDate week, List<ChartResult> charts) {
        return new ChartSet(
                "telemetry.example.org",
                "v1.0.0",
                Period.week(week),
                1,
                List.of(),
                List.of(new ChartSet.ProgramCharts("p", 1, Estimate.NONE, charts)),
                List.of());
    }
}
