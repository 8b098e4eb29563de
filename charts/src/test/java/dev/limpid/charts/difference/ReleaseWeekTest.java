package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Period;
import dev.limpid.charts.Populations;
import dev.limpid.charts.Populations.Population;
import dev.limpid.charts.compare.Comparison;
import dev.limpid.charts.compare.ComparisonSide;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A release on a Thursday. How often machines run is lognormal, and they update at their next run. Machines that run often
 * have both versions in that week, and those with only the new one ran late and rarely.
 */
class ReleaseWeekTest {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    private static final Population CACHE = Populations.cache("release", 0, (machine, random) -> 0);
    private static final int ANSWERS = 1_500;
    private static final int DRAWS = 10;

    /** A miss is as likely in each run of either version. */
    @Test
    @Tag("slow")
    void releaseThatChangesNothing_isNotBlamed() {
        Random random = new Random(5);
        int blamed = 0;
        int saidWhy = 0;
        for (double[] habit : new double[][] {{10, 0.4, 0.02}, {10, 0.4, 0.05}, {5, 0.8, 0.1}}) {
            for (int draw = 0; draw < DRAWS; draw++) {
                ChartResult chart = chart(random, habit[0], habit[1], habit[2], habit[2]);
                blamed += blamesVersion(chart) ? 1 : 0;
                saidWhy += chart.notes().stream().anyMatch(note -> note.contains("ran several versions in one week"))
                        ? 1
                        : 0;
            }
        }
        assertThat(blamed).isZero();
        assertThat(saidWhy).isGreaterThan(DRAWS);
    }

    /** Every run of the new version misses, and hardly any of the old one: that is reported in its first week. */
    @Test
    void releaseThatBreaksWhatWorked_isBlamedInItsFirstWeek() {
        Random random = new Random(6);
        int blamed = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            blamed += blamesVersion(chart(random, 10, 0.8, 0.0005, 1)) ? 1 : 0;
        }
        assertThat(blamed).isEqualTo(DRAWS);
    }

    /** Nor if somebody compares both versions. */
    @Test
    @Tag("slow")
    void comparisonOfBothVersions_blamesNoReleaseThatChangesNothing() {
        Random random = new Random(7);
        int certain = 0;
        int saidWhy = 0;
        for (double[] habit : new double[][] {{10, 0.4, 0.02}, {5, 0.8, 0.1}}) {
            for (int draw = 0; draw < DRAWS; draw++) {
                ChartResult chart = chart(random, habit[0], habit[1], habit[2], habit[2], 6_000);
                Comparison found = Comparison.of(side(chart, "1.15"), side(chart, "1.14"));
                certain += found.rows().stream().anyMatch(Comparison.Row::isSignificant) ? 1 : 0;
                saidWhy += found.caveats().contains(Comparison.Caveat.SEVERAL_VERSIONS) ? 1 : 0;
            }
        }
        assertThat(certain).isZero();
        assertThat(saidWhy).as("by its interval it would be certain").isPositive();
    }

    private static ComparisonSide side(ChartResult chart, String version) {
        return ComparisonSide.with(Period.week(WEEK), chart, Attribute.VERSION, version)
                .orElseThrow();
    }

    private static boolean blamesVersion(ChartResult chart) {
        return Difference.mostNotable(chart, 3).stream()
                .anyMatch(one -> one.since().isPresent() || one.by() == Attribute.VERSION);
    }

    private static ChartResult chart(Random random, double median, double taking, double before, double since) {
        return chart(random, median, taking, before, since, ANSWERS);
    }

    private static ChartResult chart(
            Random random, double median, double taking, double before, double since, int answers) {
        AnswerFold fold = new AnswerFold(Populations.plan(CACHE));
        int made = 0;
        while (made < answers) {
            List<AnswerPart> parts =
                    parts(random, median * Math.exp(1.2 * random.nextGaussian()), taking, before, since);
            if (!parts.isEmpty()) {
                fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/cache", parts), 1));
                made++;
            }
        }
        return Populations.chart(fold, "cache");
    }

    /** One machine's week: runs at any time in it, those after Thursday with the new version if the machine updates. */
    private static List<AnswerPart> parts(Random random, double runs, double taking, double before, double since) {
        boolean takes = random.nextDouble() < taking;
        String system = random.nextInt(10) < 6 ? "linux" : "windows";
        SortedMap<String, int[]> byVersion = new TreeMap<>();
        double day = 0;
        while (true) {
            day -= 7 / runs * Math.log(1 - random.nextDouble());
            if (day > 7) {
                break;
            }
            boolean isNew = takes && day > 3;
            int[] counts = byVersion.computeIfAbsent(isNew ? "1.15" : "1.14", any -> new int[2]);
            counts[random.nextDouble() < (isNew ? since : before) ? 1 : 0]++;
        }
        List<AnswerPart> parts = new ArrayList<>();
        byVersion.forEach((version, counts) -> {
            SortedMap<String, Long> cache = new TreeMap<>();
            Optional.of((long) counts[0]).filter(any -> any > 0).ifPresent(hits -> cache.put("cache:hit", hits));
            Optional.of((long) counts[1]).filter(any -> any > 0).ifPresent(misses -> cache.put("cache:miss", misses));
            parts.add(new AnswerPart(Map.of(Attribute.VERSION, version, Attribute.OS, system), cache));
        });
        return parts;
    }
}
