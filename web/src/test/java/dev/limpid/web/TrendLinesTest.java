package dev.limpid.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.plot.TrendLine;
import dev.limpid.web.plot.TrendLines;
import dev.limpid.web.plot.TrendMarks;
import dev.limpid.web.plot.TrendMarks.Changed;
import dev.limpid.web.plot.TrendMarks.Label;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendLinesTest {
    private static final LocalDate WEEK = SampleCharts.WEEK;
    private static final Estimate HALF = new Estimate(0.5, 0.4, 0.6);

    @Test
    void line_breaksWhereAWeekOrAFigureIsMissing_andItsBandToo() {
        TrendLines lines = lines(List.of(
                Optional.of(HALF), Optional.of(HALF), Optional.empty(), Optional.of(HALF), Optional.of(open(0.5))));
        TrendLine line = lines.lines().get(0);
        assertThat(lines.scale().topPercent()).isEqualTo("60%");
        assertThat(line.path()).isEqualTo("M20 167L260 167M740 167L980 167");
        assertThat(line.band()).isEqualTo("M20 0L260 0L260 333L20 333ZM740 0L740 333Z");
        assertThat(line.markers()).extracting(TrendLine.Marker::isOpen).containsExactly(false, false, false, true);
        assertThat(lines.provisional()).containsExactly("97%", "100%");
        assertThat(lines.provisionalWidth()).isEqualTo("3%");
    }

    @Test
    void labels_doNotOverlap_evenIfLinesEndTogether() {
        List<Trend.Series> series = IntStream.range(0, 9)
                .mapToObj(i -> new Trend.Series("bucket " + i, List.of(HALF, new Estimate(0.1 + i * 0.001, 0, 0.2))))
                .toList();
        TrendLines lines = TrendLines.of(
                TrendHistory.of(
                        List.of(new Trend(List.of(WEEK.minusWeeks(1), WEEK), List.of(9L, 9L), series, List.of()))),
                TrendMarks.NONE);
        assertThat(lines.lines())
                .hasSize(TrendLines.MOST)
                .first()
                .extracting(TrendLine::name)
                .isEqualTo("bucket 8");
        assertThat(lines.left()).isEqualTo(3);
        List<Double> places = lines.lines().stream()
                .map(line -> Double.parseDouble(line.labelY().replace("%", "")))
                .sorted()
                .toList();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThan(6.9);
        }
        assertThat(places).allSatisfy(place -> assertThat(place).isBetween(0.0, 100.0));
    }

    @Test
    void summary_saysTheFiguresInWords() {
        TrendLines lines = lines(List.of(
                Optional.of(HALF),
                Optional.of(new Estimate(0.7, 0.6, 0.8)),
                Optional.of(new Estimate(0.2, 0.1, 0.3)),
                Optional.of(HALF),
                Optional.of(open(0.55))));
        assertThat(lines.summary(SiteMessages.ENGLISH))
                .isEqualTo(
                        "vim: from 50.0% (40.0–60.0%) in the week of 19 Oct 2026 to 55.0% (no interval) in the week of"
                                + " 16 Nov 2026, lowest 20.0% and highest 70.0%.");
    }

    @Test
    void marks_haveNamesAsFarAsThereIsRoom_andAllAreInTheirWeek() {
        List<LocalDate> weeks = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> WEEK.minusWeeks(100 - i))
                .toList();
        List<Trend.FirstSeen> since = new ArrayList<>();
        for (int i = 4; i < 100; i += 4) {
            since.add(new Trend.FirstSeen("1." + i, weeks.get(i)));
        }
        LocalDate day = weeks.get(50).plusDays(3);
        TrendMarks marks = TrendMarks.of(
                weeks,
                since,
                List.of(
                        new Changed(day, "v1.1.0", words -> words.say("asked.versions")),
                        new Changed(weeks.get(0).minusDays(1), "v1.0.0", words -> words.say("asked.from"))));
        assertThat(marks.versions()).hasSize(since.size());
        assertThat(marks.versions())
                .filteredOn(mark -> mark.label() != Label.NOWHERE)
                .hasSizeBetween(6, 11);
        assertThat(marks.versions())
                .filteredOn(mark -> mark.label() == Label.EVERYWHERE)
                .hasSizeBetween(2, 4);
        assertThat(marks.configs()).extracting(TrendMarks.Mark::name).containsExactly("v1.1.0");
        assertThat(marks.in(weeks.get(50), SiteMessages.ENGLISH))
                .containsExactly("configuration v1.1.0 (asked of other versions)");
        assertThat(marks.in(weeks.get(52), SiteMessages.ENGLISH)).containsExactly("first answers of 1.52");
        assertThat(marks.in(weeks.get(51), SiteMessages.ENGLISH)).isEmpty();
    }

    private static Estimate open(double value) {
        return Estimate.withoutInterval(value);
    }

    private static TrendLines lines(List<Optional<Estimate>> points) {
        List<LocalDate> weeks = IntStream.range(0, points.size())
                .mapToObj(i -> WEEK.minusWeeks(points.size() - 1L - i))
                .toList();
        TrendHistory history = new TrendHistory(
                weeks,
                weeks.stream().map(week -> 9L).toList(),
                List.of(new TrendHistory.Line(
                        "vim",
                        points,
                        points.stream().map(point -> Optional.<Estimate>empty()).toList())),
                List.of());
        return TrendLines.of(history, TrendMarks.NONE);
    }
}
