package dev.limpid.web.page.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.compare.Comparison;
import dev.limpid.charts.compare.Comparison.Caveat;
import dev.limpid.charts.compare.Comparison.Row;
import dev.limpid.charts.compare.Comparison.Shift;
import dev.limpid.protocol.sampling.NetworkShare;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.compare.CompareChoice.Pair;
import dev.limpid.web.plot.Bar;
import dev.limpid.web.plot.DifferenceBar;
import dev.limpid.web.plot.Scale;
import dev.limpid.web.template.JtecompareGenerated;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.PercentagePoints;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.BucketRanges;
import dev.limpid.web.words.chart.FigureNames;
import dev.limpid.web.words.chart.QuantileWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page that compares two sides of a chart.
 *
 * @param chart the chart of the page's period
 * @param periods the page's period among the others
 * @param choice what else can be compared
 * @param pair the names of the two sides; empty if there is nothing to compare
 * @param found the comparison; empty if there is none, or if both sides are the same
 * @param words the texts
 */
public record ComparePage(
        ChartResult chart,
        PeriodChoice periods,
        CompareChoice choice,
        Optional<Pair> pair,
        Optional<Comparison> found,
        SiteMessages words) {

    /** The largest number of figures on the page. */
    private static final int ROWS = 60;

    /** How many differences the first sentences name. */
    private static final int NAMED = 3;

    /** The page. */
    public static String render(PageContext pageContext, ComparePage page) {
        return Markup.of((out, plain) -> JtecompareGenerated.render(out, plain, pageContext, page));
    }

    /** A figure of both sides, with its bars. */
    public record Line(String name, Row row, Optional<Bar> a, Optional<Bar> b, Optional<DifferenceBar> difference) {}

    /** What the names of figures mean, if it needs an explanation. */
    public Optional<String> explained() {
        return FigureNames.explained(chart, words);
    }

    /** The period of the page. */
    public Period period() {
        return periods.shown();
    }

    /** The path of the chart. */
    public String chartPath() {
        return "charts/" + period().name() + "/" + chart.title().id();
    }

    /** The first side in words. */
    public String a() {
        return pair.map(one -> one.a().inWords(period(), words)).orElse("");
    }

    /** The second side in words. */
    public String b() {
        return pair.map(one -> one.b().inWords(period(), words)).orElse("");
    }

    /** The query that gives this comparison. */
    public String query() {
        return pair.map(one -> query(one.a(), one.b())).orElse("");
    }

    /** The query that gives it the other way round. */
    public String swapped() {
        return pair.map(one -> query(one.b(), one.a())).orElse("");
    }

    private String query(SideName first, SideName second) {
        return "?a=" + first.escaped(period()) + "&b=" + second.escaped(period());
    }

    /** Whether this side is selected in a list. */
    public boolean isChosen(SideName side, boolean first) {
        return pair.map(one -> (first ? one.a() : one.b()).equals(side)).orElse(false);
    }

    /** The side that the address names, if the list does not offer it. */
    public List<SideName> extra(boolean first) {
        return pair
                .map(one -> first ? one.a() : one.b())
                .filter(side -> choice.groups(words).stream()
                        .noneMatch(group -> group.sides().contains(side)))
                .stream()
                .toList();
    }

    /** The figures of both sides. */
    public List<Line> lines() {
        Scale scale = scale();
        Scale differences = differenceScale();
        return shown().stream()
                .map(row -> new Line(
                        FigureNames.inWords(chart, row.name(), words),
                        row,
                        row.a().map(one -> Bar.of(one, scale)),
                        row.b().map(one -> Bar.of(one, scale)),
                        row.difference().map(one -> DifferenceBar.of(one, differences))))
                .toList();
    }

    /**
     * The figures that are shown, in their order: all of them if there are few, otherwise those that certainly differ and the most
     * common ones.
     */
    private List<Row> shown() {
        List<Row> rows = found.map(Comparison::rows).orElse(List.of());
        Set<Row> first = rows.stream()
                .sorted(Comparator.comparing((Row row) -> !row.isSignificant())
                        .thenComparing(row -> -Math.max(value(row.a()), value(row.b()))))
                .limit(ROWS)
                .collect(Collectors.toSet());
        return rows.stream().filter(first::contains).toList();
    }

    private static double value(Optional<Estimate> estimate) {
        return estimate.map(Estimate::value).orElse(0.0);
    }

    /** How many figures are not shown. */
    public int left() {
        return found.map(one -> one.rows().size()).orElse(0) - shown().size();
    }

    /** The scale of all shares. */
    public Scale scale() {
        return Scale.forShares(shown().stream()
                .flatMap(row -> Stream.concat(row.a().stream(), row.b().stream()))
                .map(IntervalText::top)
                .toList());
    }

    /** The scale of all differences, in both directions. */
    public Scale differenceScale() {
        return Scale.forShares(shown().stream()
                .flatMap(row -> row.difference().stream())
                .flatMap(one -> one.hasInterval()
                        ? Stream.of(Math.abs(one.low()), Math.abs(one.high()))
                        : Stream.of(Math.abs(one.value())))
                .toList());
    }

    /** Sentences about the certain differences, the largest first; empty if none is certain. */
    public List<String> sentences() {
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        shifts().stream().filter(one -> one.shift().isSignificant()).forEach(one -> sentences.add(one.sentence()));
        List<Row> certain = found.get().rows().stream()
                .filter(Row::isSignificant)
                .sorted(Comparator.comparingDouble(
                        (Row row) -> -Math.abs(row.difference().orElseThrow().value())))
                .toList();
        certain.stream().limit(NAMED).forEach(row -> sentences.add(sentence(row)));
        if (certain.size() > NAMED) {
            sentences.add(words.countSentence("compare.more", certain.size() - NAMED));
        }
        return sentences;
    }

    private String sentence(Row row) {
        Estimate difference = row.difference().orElseThrow();
        return words.say(
                difference.value() > 0 ? "compare.higher" : "compare.lower",
                "figure",
                FigureNames.inWords(chart, row.name(), words),
                "a",
                Numbers.percent(row.a().orElseThrow().value(), words.locale()),
                "b",
                Numbers.percent(row.b().orElseThrow().value(), words.locale()),
                "points",
                PercentagePoints.plain(difference.value(), words),
                "interval",
                PercentagePoints.range(difference, words),
                "mark",
                row.mayBeOfOneNetwork() ? "†" : "");
    }

    /** Whether nothing differs for certain, although intervals would show it. */
    public boolean isUndecided() {
        return sentences().isEmpty() && hasDifferences() && !has(Caveat.NO_INTERVAL);
    }

    /** Whether both sides have any figure in common. */
    public boolean hasDifferences() {
        return found.map(Comparison::rows).orElse(List.of()).stream()
                .anyMatch(row -> row.difference().isPresent());
    }

    /** Whether a caveat applies. */
    public boolean has(Caveat caveat) {
        return found.map(one -> one.caveats().contains(caveat)).orElse(false);
    }

    /** How many answers one network may give to the chart of this period. */
    public double ofOneNetwork() {
        return NetworkShare.maxAnswers(chart.answers(), period().weeks());
    }

    /** Where quantiles lie on both sides. */
    public List<ShiftWords> shifts() {
        List<String> names = chart instanceof Histogram histogram ? BucketRanges.measured(histogram, words) : List.of();
        return found.map(Comparison::shifts).orElse(List.of()).stream()
                .map(shift -> new ShiftWords(shift, names, words))
                .toList();
    }

    /** A factor in words: {@code 2.1 times as much (99% interval 1.3 to 3.4)}. */
    public String factor(Estimate factor) {
        String amount = Numbers.amount(factor.value(), words.locale());
        String low = Numbers.amount(factor.low(), words.locale());
        if (!factor.hasInterval()) {
            return words.say("compare.factor.none", "factor", amount);
        }
        return Double.isInfinite(factor.high())
                ? words.say("compare.factor.open", "factor", amount, "low", low)
                : words.say(
                        "compare.factor",
                        "factor",
                        amount,
                        "low",
                        low,
                        "high",
                        Numbers.amount(factor.high(), words.locale()));
    }

    /** The permanent address of this comparison; a file host has no queries. */
    public String own(PageContext pageContext) {
        return pageContext.isServed()
                ? pageContext.to(chartPath() + "/compare") + query()
                : pageContext.to(pageContext.path());
    }

    /** Whether the figures are shares of events, not of machines. */
    public boolean isHistogram() {
        return chart instanceof Histogram;
    }

    /** A shift in words. */
    public record ShiftWords(Shift shift, List<String> names, SiteMessages words) {
        public ShiftWords {
            names = List.copyOf(names);
        }

        /** {@code Median} or {@code 90th percentile}. */
        public String quantile() {
            return QuantileWords.name(shift.q(), words);
        }

        /** Where it lies on the first side. */
        public String a() {
            return range(shift.a());
        }

        /** Where it lies on the second side. */
        public String b() {
            return range(shift.b());
        }

        private String range(BucketRange range) {
            if (range.bucket() < 0) {
                return words.say("compare.no.event");
            }
            String at = names.get(range.bucket());
            return range.low() < 0 || range.low() == range.high()
                    ? at
                    : at + " ("
                            + words.say(
                                    "range.between", "begin", names.get(range.low()), "end", names.get(range.high()))
                            + ")";
        }

        /** By how many buckets the first side is higher or lower. */
        public String steps() {
            return shift.isKnown() ? steps(shift.steps()) : "–";
        }

        /** The interval of the number of buckets. */
        public String interval() {
            return !shift.hasInterval()
                    ? words.say("interval.none")
                    : shift.low() == shift.high()
                            ? words.say("compare.certain")
                            : words.say("range.between", "begin", signed(shift.low()), "end", signed(shift.high()));
        }

        private String steps(int steps) {
            return steps == 0
                    ? words.say("compare.same.bucket")
                    : words.countSentence(steps > 0 ? "compare.buckets.up" : "compare.buckets.down", Math.abs(steps));
        }

        private static String signed(int steps) {
            return (steps > 0 ? "+" : steps < 0 ? "−" : "") + Math.abs(steps);
        }

        String sentence() {
            return words.say("compare.shift", "quantile", quantile(), "a", a(), "b", b(), "steps", steps());
        }
    }
}
