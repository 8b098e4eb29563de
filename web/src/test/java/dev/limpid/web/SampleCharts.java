package dev.limpid.web;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Basis;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Quantile;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Reweighting;
import dev.limpid.charts.Trend;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chart sets of every kind and state, with figures that a test can predict. */
public final class SampleCharts {
    /** A day of the newest week. */
    public static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    /** The newest week. */
    public static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    private static final String ISSUE = "https://example.org/discussions/12";

    private SampleCharts() {}

    /** A program with a chart of each kind, twelve weeks of trend, and this many reports in the week. */
    public static ChartSet week(long reports) {
        return set(Period.week(WEEK), reports, List.of(program("org.example/tool", reports, 12)));
    }

    /** A chart set of these programs. */
    public static ChartSet set(Period period, long reports, List<ChartSet.ProgramCharts> programs) {
        return new ChartSet(
                "telemetry.example.org",
                "v1.4.0",
                period,
                reports,
                List.of(new ChartSet.WeekAnswers(period.from(), reports, false)),
                programs,
                List.of());
    }

    /** A program with a chart of each kind. */
    public static ChartSet.ProgramCharts program(String name, long reports, int weeks) {
        List<ChartResult> charts = new ArrayList<>();
        charts.add(partition(
                title(name, "versions", "Versions", "Which versions run.", "limpid/version", Set.of()),
                reports,
                weeks,
                List.of("2.3", "2.2", "2.1", "1.9"),
                List.of(0.61, 0.24, 0.1, 0.05),
                Optional.empty()));
        charts.add(partition(
                title(name, "systems", "Operating systems", "Where it runs.", "limpid/os", Set.of(Attribute.VERSION)),
                reports,
                weeks,
                List.of("linux", "darwin", "windows", "freebsd"),
                List.of(0.571, 0.262, 0.163, 0.004),
                Optional.empty()));
        charts.add(partition(
                title(
                        name,
                        "tool-editor",
                        "Editors",
                        "Which editor starts the tool, to decide where plug-ins are worth the work.",
                        "tool/editor",
                        Set.of(Attribute.VERSION)),
                reports,
                weeks,
                List.of("vscode", "intellij", "vim", "emacs", "eclipse", "zed", "other"),
                List.of(0.432, 0.268, 0.121, 0.064, 0.041, 0.033, 0.019),
                Optional.of(new Reweighting(
                        List.of("os"),
                        true,
                        6,
                        reports * 0.8,
                        ChartNote.of(ChartNote.Kind.MATCHED, "margins", "os (darwin 0.2, linux 0.5, windows 0.3)")
                                .text()))));
        charts.add(histogram(name, reports, weeks));
        charts.add(ratio(name, reports, weeks));
        charts.add(stacks(name, reports, weeks));
        return new ChartSet.ProgramCharts(
                name, reports, new Estimate(reports * 11.0, reports * 10.5, reports * 11.6), charts);
    }

    /** A partition of these shares. */
    public static Partition partition(
            Title title,
            long reports,
            int weeks,
            List<String> names,
            List<Double> shares,
            Optional<Reweighting> reweighting) {
        List<Bucket> buckets = new ArrayList<>();
        List<Trend.Series> series = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Estimate share = around(shares.get(i), reports);
            buckets.add(new Bucket(
                    names.get(i),
                    Math.round(reports * shares.get(i)),
                    share,
                    reweighting.isPresent()
                            ? Optional.of(around(shares.get(i) * 0.93 + 0.01, reports))
                            : Optional.empty()));
            series.add(series(names.get(i), shares.get(i), reports, weeks));
        }
        return new Partition(
                title,
                basis(reports, reports),
                buckets,
                reweighting,
                splits(title, buckets, reports),
                trend(reports, weeks, series),
                List.of());
    }

    private static Histogram histogram(String program, long reports, int weeks) {
        List<String> names = List.of("<10ms", "<100ms", "<1s", "<10s", "<1m", ">=1m");
        List<Double> mean = List.of(0.04, 0.22, 0.46, 0.2, 0.07, 0.01);
        List<Double> pooled = List.of(0.11, 0.38, 0.36, 0.12, 0.025, 0.005);
        List<HistogramBucket> buckets = new ArrayList<>();
        List<Trend.Series> series = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            buckets.add(new HistogramBucket(
                    names.get(i),
                    Math.round(reports * Math.min(1, mean.get(i) * 2)),
                    Math.round(reports * 40 * pooled.get(i)),
                    around(mean.get(i), reports),
                    around(pooled.get(i), reports),
                    Optional.empty()));
            series.add(series(names.get(i), mean.get(i), reports, weeks));
        }
        Title title = title(
                program,
                "tool-startup",
                "Time to start",
                "How long the tool takes until it is ready.",
                "tool/startup",
                Set.of(Attribute.VERSION, Attribute.OS));
        return new Histogram(
                title,
                basis(reports, reports),
                buckets,
                List.of(
                        new Quantile(0.5, new BucketRange(2, 2, 2), new BucketRange(2, 1, 2)),
                        new Quantile(0.95, new BucketRange(4, 3, 4), new BucketRange(3, 3, 3))),
                4_096,
                Optional.empty(),
                splits(
                        title,
                        buckets.stream()
                                .map(bucket ->
                                        new Bucket(bucket.name(), bucket.answers(), bucket.mean(), Optional.empty()))
                                .toList(),
                        reports),
                trend(reports, weeks, series),
                List.of("In figures over all events a machine counts as at most 4,096 events; 1% counted more"));
    }

    private static Ratio ratio(String program, long reports, int weeks) {
        List<Bucket> distribution = List.of(
                new Bucket("0", Math.round(reports * 0.7), around(0.7, reports), Optional.empty()),
                new Bucket("to 1%", Math.round(reports * 0.2), around(0.2, reports), Optional.empty()),
                new Bucket("to 10%", Math.round(reports * 0.08), around(0.08, reports), Optional.empty()),
                new Bucket("above 10%", Math.round(reports * 0.02), around(0.02, reports), Optional.empty()));
        Title title = title(
                program,
                "tool-failures",
                "Failed builds",
                "How often a build fails.",
                "tool/build/failed",
                Set.of(Attribute.VERSION));
        return new Ratio(
                title,
                "tool/build",
                basis(reports, reports),
                around(0.3, reports),
                distribution,
                Estimate.withoutInterval(0.021),
                512,
                Optional.empty(),
                List.of(),
                trend(
                        reports,
                        weeks,
                        List.of(series("installations", 0.3, reports, weeks), series("pooled", 0.021, reports, weeks))),
                List.of(ChartNote.of(ChartNote.Kind.CLIPPED, "most", 40L).text()));
    }

    private static List<StackVersion> versions(
            long reports, double share, String one, long r1, long e1, String two, long r2, long e2) {
        return List.of(
                new StackVersion(one, r1, e1, around(share, reports)),
                new StackVersion(two, r2, e2, around(share * r2 / r1, reports)));
    }

    private static Stacks stacks(String program, long reports, int weeks) {
        List<StackCount> stacks = List.of(
                new StackCount(
                        List.of(
                                "org.example.tool.Parser.next:+12",
                                "org.example.tool.Parser.parse:+4",
                                "org.example.tool.Main.main:+9"),
                        40,
                        71,
                        around(0.02, reports),
                        versions(reports, 0.012, "2.3", 24, 41, "2.4", 19, 30)),
                new StackCount(
                        List.of(
                                "org.example.tool.Parser.next:+12",
                                "org.example.tool.Format.read:+31",
                                "org.example.tool.Main.main:+9"),
                        12,
                        12,
                        around(0.006, reports),
                        List.of(new StackVersion("2.4", 12, 12, around(0.006, reports)))),
                new StackCount(
                        List.of(
                                "java.util.ArrayList.get:+3",
                                "org.example.tool.Plan.order:+20",
                                "org.example.tool.Main.main:+14"),
                        3,
                        5,
                        around(0.0015, reports),
                        List.of(new StackVersion("2.3", 3, 5, around(0.0015, reports)))));
        Title title = title(
                program, "tool-crash", "Crashes", "Where the tool crashes.", "tool/crash", Set.of(Attribute.VERSION));
        return new Stacks(
                title,
                basis(reports, Math.round(reports * 0.027)),
                around(0.027, reports),
                stacks,
                groups(stacks),
                3,
                1,
                2,
                List.of(),
                trend(reports, weeks, List.of(series("installations", 0.027, reports, weeks))),
                List.of());
    }

    /** The stacks as the rule groups them, as if no machine had two of them. */
    static List<StackGroup> groups(List<StackCount> stacks) {
        Map<GroupKey, List<StackCount>> byKey = new LinkedHashMap<>();
        stacks.forEach(stack -> byKey.computeIfAbsent(GroupKey.of(stack.frames()), any -> new ArrayList<>())
                .add(stack));
        List<StackGroup> groups = new ArrayList<>();
        byKey.forEach((key, of) -> {
            double share = of.stream().mapToDouble(one -> one.share().value()).sum();
            Estimate estimate = new Estimate(share, share / 2, Math.min(1, share * 2));
            groups.add(new StackGroup(
                    key,
                    of.size(),
                    of.stream().mapToLong(StackCount::answers).sum(),
                    of.stream().mapToLong(StackCount::events).sum(),
                    estimate,
                    new Estimate(share * 1000, share * 500, share * 2000),
                    of.stream()
                            .flatMap(one -> one.versions().stream())
                            .map(StackVersion::version)
                            .distinct()
                            .map(version -> new GroupCell(Attribute.VERSION, version, 1, 1, estimate))
                            .toList()));
        });
        return groups;
    }

    /** A title of a decided chart. */
    public static Title title(
            String program, String id, String title, String description, String counter, Set<Attribute> by) {
        return new Title(
                id,
                program + "/" + id,
                title,
                description,
                id.equals("tool-editor") ? List.of(ISSUE, "https://example.org/discussions/31") : List.of(ISSUE),
                program,
                counter,
                "",
                by);
    }

    private static Basis basis(long answers, long counted) {
        return new Basis(answers, counted, answers * 0.83);
    }

    /** Two values of each attribute, and one that few machines have. */
    private static List<Split> splits(Title title, List<Bucket> buckets, long reports) {
        return title.by().stream()
                .map(attribute -> new Split(
                        attribute,
                        List.of(
                                cell(attribute == Attribute.OS ? "linux" : "2.3", buckets, reports * 6 / 10, 1.02),
                                cell(attribute == Attribute.OS ? "darwin" : "2.4", buckets, reports * 3 / 10, 0.95),
                                new Cell(attribute == Attribute.OS ? "freebsd" : "1.9", reports / 100, List.of()))))
                .toList();
    }

    private static Cell cell(String value, List<Bucket> buckets, long answers, double times) {
        return new Cell(
                value,
                answers,
                answers < Cell.LEAST
                        ? List.of()
                        : buckets.stream()
                                .map(bucket -> new Figure(
                                        bucket.name(), around(bucket.share().value() * times, answers)))
                                .toList());
    }

    private static Trend trend(long reports, int weeks, List<Trend.Series> series) {
        List<LocalDate> dates = new ArrayList<>();
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < weeks; i++) {
            dates.add(WEEK.minusWeeks(weeks - 1L - i));
            asked.add(reports);
        }
        return weeks == 0 ? Trend.NONE : new Trend(dates, asked, series, List.of());
    }

    private static Trend.Series series(String name, double share, long reports, int weeks) {
        List<Estimate> points = new ArrayList<>();
        for (int i = 0; i < weeks; i++) {
            int back = weeks - 1 - i;
            points.add(around(share * (1 + 0.02 * back * StrictMath.cos(name.length() + back)), reports));
        }
        return new Trend.Series(name, points);
    }

    /** A share with about the interval that this many reports would give. */
    private static Estimate around(double share, long reports) {
        double value = Math.min(1, Math.max(0, share));
        double half = reports == 0 ? 0 : 2.576 * Math.sqrt(value * (1 - value) / reports);
        return new Estimate(value, Math.max(0, value - half), Math.min(1, value + half));
    }
}
