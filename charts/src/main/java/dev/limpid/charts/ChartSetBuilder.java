package dev.limpid.charts;

import dev.limpid.charts.ChartSet.DayReports;
import dev.limpid.charts.ChartSet.ProgramCharts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Draws up the charts of one period from a fold. */
final class ChartSetBuilder {

    private static final int DAYS_OF_WEEK = 7;

    private final ChartPlan plan;
    private final ChartFold fold;
    private final String collection;
    private final String config;

    ChartSetBuilder(ChartPlan plan, ChartFold fold, String collection, String config) {
        this.plan = plan;
        this.fold = fold;
        this.collection = collection;
        this.config = config;
    }

    ChartSet build(Period period) {
        List<LocalDate> days = days(period.from(), period.to());
        List<Week> trendWeeks = period.kind() == Period.Kind.DAY ? List.of() : trendWeeks(period.to());
        List<ProgramCharts> programs = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ProgramPlan program : plan.programs()) {
            ProgramSums sums = new ProgramSums(program, fold, days);
            TrendBuilder trends = new TrendBuilder(trendWeeks.stream()
                    .map(week -> new TrendBuilder.Week(week.end(), new ProgramSums(program, fold, week.days())))
                    .toList());
            programs.add(new ProgramChartsBuilder(program, fold, days, sums, trends).build(notes));
        }
        long unknown = days.stream().mapToLong(fold::unknown).sum();
        if (unknown > 0) {
            notes.add(unknown + " of the reports name a configuration that is not known here; no chart counts them");
        }
        List<DayReports> perDay = perDay(days);
        return new ChartSet(
                collection,
                config,
                period,
                perDay.stream().mapToLong(DayReports::reports).sum(),
                installations(days),
                perDay,
                programs,
                notes);
    }

    private List<LocalDate> days(LocalDate from, LocalDate to) {
        return List.copyOf(fold.days().subSet(from, to.plusDays(1)));
    }

    /** A week of the trend: its last day, and those of its days that have reports. */
    private record Week(LocalDate end, List<LocalDate> days) {}

    private List<Week> trendWeeks(LocalDate to) {
        List<Week> weeks = new ArrayList<>();
        for (int back = ChartSet.TREND_WEEKS - 1; back >= 0; back--) {
            LocalDate end = to.minusWeeks(back);
            List<LocalDate> days = days(end.minusDays(DAYS_OF_WEEK - 1), end);
            if (!days.isEmpty()) {
                weeks.add(new Week(end, days));
            }
        }
        return weeks;
    }

    private List<DayReports> perDay(List<LocalDate> days) {
        List<DayReports> perDay = new ArrayList<>();
        for (LocalDate day : days) {
            long reports = fold.unknown(day);
            for (int config = 0; config < plan.configCount(); config++) {
                Stratum stratum = fold.find(day, config);
                if (stratum != null) {
                    for (long some : stratum.reports) {
                        reports += some;
                    }
                }
            }
            perDay.add(new DayReports(day, reports));
        }
        return perDay;
    }

    /** Reports count by the rate of that of their programs that is sampled at the highest one. */
    private Estimate installations(List<LocalDate> days) {
        InstallationCount count = new InstallationCount(days);
        for (int config = 0; config < plan.configCount(); config++) {
            for (LocalDate day : days) {
                Stratum stratum = fold.find(day, config);
                for (ProgramPlan program : plan.programs()) {
                    ProgramPlan.Asked by = program.asked(config, day.toEpochDay());
                    if (stratum != null && by != null && by.rules().highest() > 0) {
                        count.add(day, by.rules().highest(), stratum.reports[program.index]);
                    }
                }
            }
        }
        return count.estimate();
    }
}
