package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.web.page.chart.VersionsPart;
import dev.limpid.web.plot.ChartRow;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.plot.ReleaseSpread;
import dev.limpid.web.plot.VersionLine;
import dev.limpid.web.words.MinorVersion;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final ChartResult CHART = SampleLargeCollection.versions()
            .sets()
            .get(0)
            .programs()
            .get(0)
            .charts()
            .get(0);

    @Test
    void line_isTheFirstTwoNumbers() {
        for (String version :
                List.of("1.14", "1.14.3", "v1.14.0-rc.1", "1.14.3.1", "1.14rc2", "1.14+build.5", "01.14")) {
            assertThat(MinorVersion.of(version)).as(version).isEqualTo("1.14");
        }
        assertThat(MinorVersion.of("17")).isEqualTo("17");
        assertThat(MinorVersion.of("17-ea")).isEqualTo("17");
        assertThat(MinorVersion.of("2026-11-20")).isEqualTo("2026");
        assertThat(MinorVersion.of("2026.11.20")).isEqualTo("2026.11");
        assertThat(MinorVersion.of("24.04.1")).isEqualTo("24.04");
    }

    @Test
    void version_withoutANumber_belongsToNoLine() {
        for (String version :
                List.of("nightly", "3f9c1e7", "r1234", "", "other", "-1", ".5", "Ünïcode 1", "v", "1x\n")) {
            assertThat(MinorVersion.of(version)).as(version).isEqualTo(MinorVersion.NONE);
        }
    }

    @Test
    void release_hasNoPreReleaseMark() {
        assertThat(List.of(
                        "1.2",
                        "v1.2.3",
                        "1.2.3.4",
                        "1.2.3.Final",
                        "33.4.8-jre",
                        "17",
                        "1.14.0+build.5",
                        "21.0.2+13",
                        "1.8.0_392"))
                .allMatch(MinorVersion::isRelease);
        assertThat(List.of(
                        "1.2-rc.1",
                        "1.2rc1",
                        "2.0.0-alpha",
                        "nightly",
                        "1.2-SNAPSHOT",
                        "other",
                        "1.27.x-custom",
                        "1.2-rc.1+build.5",
                        "1.2+",
                        ""))
                .noneMatch(MinorVersion::isRelease);
    }

    @Test
    void lines_containEveryVersionOnce_theNewestFirst() {
        List<VersionLine> lines = VersionLine.of(ChartView.of(CHART).rows());
        assertThat(lines).extracting(VersionLine::name).startsWith("20261120", "2026", "17", "2.0", "1.28", "1.27");
        assertThat(lines.get(lines.size() - 1).name()).isEmpty();
        assertThat(lines.get(lines.size() - 1).rows())
                .extracting(ChartRow::name)
                .endsWith("other")
                .contains("3f9c1e7", "nightly", "r1234", "Ünïcode 1");
        assertThat(lines.stream().flatMap(line -> line.rows().stream()).map(ChartRow::name))
                .doesNotHaveDuplicates()
                .hasSize(ChartView.of(CHART).rows().size());
        assertThat(line(lines, "1.27").rows())
                .extracting(ChartRow::name)
                .startsWith("1.27.9", "1.27.8")
                .endsWith("1.27.x-custom+build.5");
        assertThat(line(lines, "1.2").rows())
                .extracting(ChartRow::name)
                .startsWith("1.2.9")
                .contains("1.2.3.4");
    }

    @Test
    void notOnNewest_isTheRemainder_withItsIntervalMirrored() {
        ChartResult chart =
                versions(List.of("2.3", "2.4", "2.5-rc.1", "2.6"), List.of(0.5, 0.3, 0.15, 0.0001), Trend.NONE);
        VersionsPart part = VersionsPart.of(ChartView.of(chart)).orElseThrow();
        assertThat(part.newest().orElseThrow().name())
                .as("2.6 is named by too few")
                .isEqualTo("2.4");
        Estimate newest = part.newest().orElseThrow().share();
        Estimate rest = part.notOnNewest().orElseThrow();
        assertThat(rest).isEqualTo(new Estimate(1 - newest.value(), 1 - newest.high(), 1 - newest.low()));
    }

    @Test
    void oddVersions_haveNoNewestReleaseAndStillAPart() {
        ChartResult chart = versions(List.of("nightly", "3f9c1e7"), List.of(0.5, 0.3), Trend.NONE);
        VersionsPart part = VersionsPart.of(ChartView.of(chart)).orElseThrow();
        assertThat(part.newest()).isEmpty();
        assertThat(part.lines()).hasSize(1);
        assertThat(part.spreads()).isEmpty();
    }

    @Test
    void spread_countsWeeksSinceTheFirstInWhichTheReleaseWasSeen() {
        List<ReleaseSpread> spreads = ReleaseSpread.of(CHART.trend());
        assertThat(spreads)
                .extracting(ReleaseSpread::version)
                .containsExactly("1.27.9", "1.27.8", "1.27.7", "1.27.6", "1.27.5");
        ReleaseSpread oldest = spreads.get(4);
        assertThat(oldest.first()).isEqualTo(SampleCharts.WEEK.minusWeeks(20));
        assertThat(oldest.points()).hasSize(21);
        assertThat(oldest.weeksTo(0.5, SiteMessages.ENGLISH)).isEqualTo("after 6 to 7 weeks");
        assertThat(oldest.weeksTo(0.05, SiteMessages.ENGLISH)).isEqualTo("in its first week");
        assertThat(oldest.weeksTo(0.9, SiteMessages.ENGLISH)).isEqualTo("not yet");
        assertThat(spreads.get(0).line()).startsWith("M0 ").doesNotContain("1000 ");
        assertThat(oldest.line()).contains("L1000 ");
    }

    /** Nobody knows when in three weeks without an answer a release appeared, or how fast it then spread. */
    @Test
    void spread_leavesOutWhatCameInWeeksWithoutAnswers() {
        Estimate half = new Estimate(0.5, 0.4, 0.6);
        Estimate none = new Estimate(0, 0, 0.001);
        LocalDate week = SampleCharts.WEEK;
        Trend trend = new Trend(
                List.of(week.minusWeeks(5), week.minusWeeks(4), week.minusWeeks(1), week),
                List.of(100L, 100L, 100L, 100L),
                List.of(
                        new Trend.Series("1.1", List.of(none, half, half, half)),
                        new Trend.Series("1.2", List.of(none, none, half, half)),
                        new Trend.Series("1.3", List.of(none, none, none, half)),
                        new Trend.Series("1.4", List.of(none, none, Estimate.UNKNOWN, half))),
                List.of());
        assertThat(ReleaseSpread.of(trend)).extracting(ReleaseSpread::version).containsExactly("1.3", "1.1");
    }

    @Test
    void spread_leavesOutWhatTheOldestWeekHas_preReleases_andWhatHardlyAnybodyRan() {
        Trend known = CHART.trend();
        Estimate half = new Estimate(0.5, 0.4, 0.6);
        Estimate none = new Estimate(0, 0, 0.001);
        Estimate rare = new Estimate(0.003, 0.0015, 0.005);
        List<LocalDate> weeks = List.of(
                known.weeks().get(0), known.weeks().get(1), known.weeks().get(3));
        Trend trend = new Trend(
                weeks,
                List.of(100L, 100L, 100L),
                List.of(
                        new Trend.Series("1.0", List.of(half, half, half)),
                        new Trend.Series("1.1-rc.1", List.of(none, half, half)),
                        new Trend.Series("1.2", List.of(none, rare, rare)),
                        new Trend.Series("1.1", List.of(none, rare, half))),
                List.of());
        List<ReleaseSpread> spreads = ReleaseSpread.of(trend);
        assertThat(spreads).extracting(ReleaseSpread::version).containsExactly("1.1");
        assertThat(spreads.get(0).points())
                .as("a week is missing")
                .containsExactly(Optional.of(rare), Optional.empty(), Optional.of(half));
        assertThat(spreads.get(0).band()).isEmpty();
    }

    /** One answer of eight hundred names a release nine weeks before it appears. */
    @Test
    void spread_beginsWhereItIsSure_andSaysBetweenWhichWeeksAShareWasReached() {
        List<LocalDate> weeks = new ArrayList<>();
        List<Estimate> points = new ArrayList<>();
        for (int week = 0; week < 16; week++) {
            weeks.add(SampleCharts.WEEK.minusWeeks(15L - week));
            double share = week < 10 ? 0 : 0.03 * (week - 9);
            points.add(
                    week == 1
                            ? new Estimate(0.00125, 0.00001, 0.009)
                            : new Estimate(share, Math.max(0, share - 0.025), share + 0.025));
        }
        Trend trend =
                new Trend(weeks, Collections.nCopies(16, 800L), List.of(new Trend.Series("1.1", points)), List.of());
        ReleaseSpread spread = ReleaseSpread.of(trend).get(0);
        assertThat(spread.first()).isEqualTo(weeks.get(10));
        assertThat(spread.weeksTo(0.1, SiteMessages.ENGLISH)).isEqualTo("after 2 to 4 weeks");
        assertThat(spread.weeksTo(0.18, SiteMessages.ENGLISH)).isEqualTo("perhaps, not certainly yet");
        assertThat(spread.weeksTo(0.5, SiteMessages.ENGLISH)).isEqualTo("not yet");
    }

    private static ChartResult versions(List<String> names, List<Double> shares, Trend trend) {
        ChartResult.Partition chart = SampleCharts.partition(
                SampleCharts.title("org.example/tool", "versions", "Versions", "", "limpid/version", Set.of()),
                1_000,
                0,
                names,
                shares,
                Optional.empty());
        return new ChartResult.Partition(
                chart.title(), chart.basis(), chart.buckets(), Optional.empty(), List.of(), trend, List.of());
    }

    private static VersionLine line(List<VersionLine> lines, String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
