package dev.limpid.web;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.ChartComparability;
import dev.limpid.charts.compare.TrendHistory;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A chart's trends of the last two years, as far back as it counted the same things. Each period's trend covers half a year, so a few
 * of them are enough.
 */
final class TrendParts {
    private TrendParts() {}

    /** The trends, the newest first. */
    static List<Trend> of(SiteSource siteSource, ChartResult newest) throws IOException {
        List<Trend> parts = new ArrayList<>(List.of(newest.trend()));
        if (newest.trend().weeks().isEmpty()) {
            return parts;
        }
        List<Period> weeks = siteSource.periods().stream()
                .filter(period -> period.kind() == Period.Kind.WEEK)
                .sorted(Comparator.comparing(Period::from).reversed())
                .toList();
        LocalDate first = newest.trend().weeks().get(0);
        LocalDate last = newest.trend().weeks().get(newest.trend().weeks().size() - 1);
        while (first.isAfter(last.minusWeeks(TrendHistory.WEEKS - 1L))) {
            LocalDate before = first;
            Optional<Period> next =
                    weeks.stream().filter(week -> !week.from().isAfter(before)).findFirst();
            Optional<Trend> trend = next.isEmpty()
                    ? Optional.empty()
                    : siteSource.charts(next.get()).flatMap(set -> find(set, newest));
            if (trend.isEmpty() || trend.get().weeks().isEmpty()) {
                return parts;
            }
            parts.add(trend.get());
            first = trend.get().weeks().get(0).isBefore(before)
                    ? trend.get().weeks().get(0)
                    : LocalDate.MIN;
        }
        return parts;
    }

    private static Optional<Trend> find(ChartSet set, ChartResult newest) {
        return set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .filter(one -> one.title().chart().equals(newest.title().chart()))
                .filter(one -> ChartComparability.canShareOneSeries(one, newest))
                .map(ChartResult::trend)
                .findFirst();
    }
}
