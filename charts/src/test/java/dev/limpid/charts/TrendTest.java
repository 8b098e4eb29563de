package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final LocalDate BEFORE = Town.DAY.minusWeeks(1);
    private static final List<ProgramReport> HABITS = Installations.ORDINARY.take(4000, 1);

    @Test
    void trend_staysWhereItWasWhenTheRateChanges() {
        Trend trend = chart(Town.config("v1.0.0", 1), Town.config("v1.1.0", 0.1), "editor")
                .trend();

        assertThat(trend.weeks()).containsExactly(BEFORE, Town.DAY);
        assertThat(trend.asked().get(0)).isEqualTo(4000);
        assertThat(trend.asked().get(1)).isBetween(330L, 470L);
        Trend.Series vim = trend.series().get(0);
        Estimate early = vim.points().get(0);
        Estimate late = vim.points().get(1);
        assertThat(late.value()).isCloseTo(early.value(), within(0.06));
        assertThat(late.high() - late.low()).isGreaterThan(2.5 * (early.high() - early.low()));
    }

    @Test
    void trend_beginsWithTheWeekInWhichTheChartWasAskedFirst() {
        UploadConfig first = Town.config("v1.0.0", 1);
        UploadConfig second = Town.config("v1.1.0", 1);

        assertThat(chart(without("time", first), second, "time").trend().weeks())
                .containsExactly(Town.DAY);
        assertThat(chart(without("time", first), second, "editor").trend().weeks())
                .containsExactly(BEFORE, Town.DAY);
    }

    @Test
    void bucketThatNobodyWasAskedForMayBeAnything() {
        UploadConfig config = without("editor:nano", Town.config("v1.0.0", 1));

        DrawnChart.Partition editors = (DrawnChart.Partition) chart(config, config, "editor");

        assertThat(editors.buckets())
                .filteredOn(bucket -> bucket.name().equals("nano"))
                .singleElement()
                .satisfies(nano -> assertThat(nano.share()).isEqualTo(Estimate.UNKNOWN));
    }

    /** A chart of a week in which all have one configuration, after one in which they had another. */
    private static DrawnChart chart(UploadConfig before, UploadConfig after, String counter) {
        ChartFold fold = new ChartFold(
                ChartPlan.of(Town.charts(), before.equals(after) ? List.of(before) : List.of(before, after)));
        SplittableRandom random = new SplittableRandom(1);
        for (ProgramReport one : HABITS) {
            report(fold, before, BEFORE, one, random);
            report(fold, after, Town.DAY, one, random);
        }
        return fold.charts("town", after.version(), Period.weekTo(Town.DAY)).programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(chart -> chart.title().counter().equals(counter))
                .findFirst()
                .orElseThrow();
    }

    private static void report(
            ChartFold fold, UploadConfig config, LocalDate week, ProgramReport one, SplittableRandom random) {
        Report report = config.select(new Report(week, Optional.empty(), random.nextDouble(), "", List.of(one)));
        if (!report.programs().isEmpty()) {
            fold.add(report);
        }
    }

    /** The configuration without the counters whose names begin so. */
    private static UploadConfig without(String prefix, UploadConfig config) {
        List<UploadConfig.Program> programs = config.programs().stream()
                .map(program -> new UploadConfig.Program(
                        program.name(),
                        program.versions(),
                        program.counters().stream()
                                .filter(rule -> !rule.name().startsWith(prefix))
                                .toList(),
                        program.stacks()))
                .toList();
        return new UploadConfig(
                config.version(), config.os(), config.arch(), config.runtime(), config.sampleRate(), 1, programs);
    }
}
