package dev.limpid.web;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sites whose charts have news: a share that moved, a difference between machines. */
final class News {
    private News() {}

    /** Weeks up to the newest, in some of which a cache misses more often on one system. */
    static SampleContents differing(SampleContents contents, List<Boolean> weeks) {
        Difference difference = new Difference(
                Attribute.OS,
                Optional.of("darwin"),
                Optional.of("1.14"),
                "miss",
                new Estimate(1, 0.97, 1),
                new Estimate(0.03, 0.02, 0.04),
                300,
                1_700,
                1e-6);
        List<ChartSet> sets = new ArrayList<>();
        for (int i = 0; i < weeks.size(); i++) {
            ChartResult.Partition chart = SampleCharts.partition(
                    SampleCharts.title(
                            "org.example/tool", "tool-cache", "Cache", "", "tool/cache", Set.of(Attribute.OS)),
                    2_000,
                    0,
                    List.of("hit", "miss"),
                    List.of(0.97, 0.03),
                    Optional.empty());
            ChartResult.Split split = chart.splits().get(0);
            sets.add(
                    0,
                    SampleCharts.set(
                            Period.week(SampleCharts.WEEK.minusWeeks(weeks.size() - 1L - i)),
                            2_000,
                            List.of(new ChartSet.ProgramCharts(
                                    "org.example/tool",
                                    2_000,
                                    Estimate.NONE,
                                    List.of(new ChartResult.Partition(
                                            chart.title(),
                                            chart.basis(),
                                            chart.buckets(),
                                            Optional.empty(),
                                            List.of(new ChartResult.Split(
                                                    split.by(),
                                                    split.cells(),
                                                    12,
                                                    weeks.get(i) ? List.of(difference) : List.of())),
                                            Trend.NONE,
                                            List.of()))))));
        }
        return contents.withSets(sets);
    }

    /** Editors in four weeks; vim changes from one share to another in the newest. */
    static SampleContents changed(SampleContents contents, double before, double now) {
        List<LocalDate> weeks = new ArrayList<>();
        List<Estimate> vim = new ArrayList<>();
        List<Estimate> emacs = new ArrayList<>();
        for (int i = 3; i >= 0; i--) {
            weeks.add(SampleCharts.WEEK.minusWeeks(i));
            double share = i == 0 ? now : before;
            vim.add(new Estimate(share, share - 0.02, share + 0.02));
            emacs.add(new Estimate(1 - share, 1 - share - 0.02, 1 - share + 0.02));
        }
        Trend trend = new Trend(
                weeks,
                List.of(900L, 900L, 900L, 900L),
                List.of(new Trend.Series("vim", vim), new Trend.Series("emacs", emacs)),
                List.of());
        ChartResult.Partition chart = SampleCharts.partition(
                SampleCharts.title("org.example/tool", "tool-editor", "Editors", "", "tool/editor", Set.of()),
                900,
                0,
                List.of("vim", "emacs"),
                List.of(now, 1 - now),
                Optional.empty());
        ChartSet set = SampleCharts.set(
                Period.week(SampleCharts.WEEK),
                900,
                List.of(new ChartSet.ProgramCharts(
                        "org.example/tool",
                        900,
                        Estimate.NONE,
                        List.of(new ChartResult.Partition(
                                chart.title(),
                                chart.basis(),
                                chart.buckets(),
                                Optional.empty(),
                                List.of(),
                                trend,
                                List.of())))));
        return contents.withSets(List.of(set));
    }
}
