package dev.limpid.web.words.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.web.words.SiteMessages;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ranges of ordered buckets in words: {@code 10 to 100 ms} for {@code <100ms} after {@code <10ms}. Only if the chart says what its
 * bounds measure, in the buckets' names or by its unit; other buckets keep their names, since a guess would look like a fact. The bins
 * of a ratio are always percentages.
 */
public final class BucketRanges {
    private static final Pattern BOUND =
            Pattern.compile("(<=|>=|<|>|≤|≥|)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Zµμ%]*)");

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("ns", new Unit("time", " ns")),
            Map.entry("us", new Unit("time", " µs")),
            Map.entry("µs", new Unit("time", " µs")),
            Map.entry("μs", new Unit("time", " µs")),
            Map.entry("ms", new Unit("time", " ms")),
            Map.entry("s", new Unit("time", " s")),
            Map.entry("m", new Unit("time", " min")),
            Map.entry("min", new Unit("time", " min")),
            Map.entry("h", new Unit("time", " h")),
            Map.entry("d", new Unit("time", " d")),
            Map.entry("B", new Unit("size", " B")),
            Map.entry("KB", new Unit("size", " kB")),
            Map.entry("kB", new Unit("size", " kB")),
            Map.entry("MB", new Unit("size", " MB")),
            Map.entry("GB", new Unit("size", " GB")),
            Map.entry("TB", new Unit("size", " TB")),
            Map.entry("KiB", new Unit("size", " KiB")),
            Map.entry("MiB", new Unit("size", " MiB")),
            Map.entry("GiB", new Unit("size", " GiB")),
            Map.entry("TiB", new Unit("size", " TiB")),
            Map.entry("%", new Unit("share", "%")));

    private BucketRanges() {}

    /** What a unit measures, and its suffix after a number. */
    private record Unit(String measures, String suffix) {}

    private record Bound(String sign, String number, Unit unit) {
        boolean isUpper() {
            return sign.startsWith("<") || sign.equals("≤");
        }

        String words(SiteMessages say) {
            boolean isShare = unit.suffix().equals("%");
            return number(say) + (isShare ? PercentText.sign(say.locale()) : unit.suffix());
        }

        String number(SiteMessages say) {
            return number.replace(
                    '.', DecimalFormatSymbols.getInstance(say.locale()).getDecimalSeparator());
        }
    }

    /**
     * A name for each bucket.
     *
     * @param buckets from the smallest bound to the largest; names that are not bounds may be among them and stay as they are
     * @param unit the unit of the bounds according to the chart; may be empty
     */
    public static List<String> of(List<String> buckets, String unit) {
        return of(buckets, unit, SiteMessages.ENGLISH);
    }

    private static List<String> of(List<String> buckets, String unit, SiteMessages say) {
        List<Optional<Bound>> bounds =
                buckets.stream().map(bucket -> bound(bucket, unit)).toList();
        return areConsecutive(buckets, bounds) ? ranges(buckets, bounds, say) : List.copyOf(buckets);
    }

    private static List<String> ranges(List<String> buckets, List<Optional<Bound>> bounds, SiteMessages say) {
        List<String> names = new ArrayList<>();
        Optional<Bound> before = Optional.empty();
        for (int i = 0; i < buckets.size(); i++) {
            Optional<Bound> bound = bounds.get(i);
            names.add(bound.isPresent() ? words(before, bound.get(), say) : buckets.get(i));
            before = bound.isPresent() ? bound : before;
        }
        return names;
    }

    /** A name for each bucket of a histogram. */
    public static List<String> of(Histogram histogram, SiteMessages say) {
        return of(
                histogram.buckets().stream().map(HistogramBucket::name).toList(),
                histogram.title().unit(),
                say);
    }

    /** A name for each bin of a ratio: {@code 2 to 5%} for {@code <5%} after {@code <2%}. */
    private static List<String> of(Ratio ratio, SiteMessages say) {
        List<String> bins = ratio.distribution().stream().map(Bucket::name).toList();
        return ranges(bins, bins.stream().map(bin -> bound(bin, "")).toList(), say);
    }

    /** A name for each bucket of a histogram, with the chart's unit if the name is not a range. */
    public static List<String> measured(Histogram histogram, SiteMessages say) {
        String unit = histogram.title().unit().isEmpty()
                ? ""
                : " " + histogram.title().unit();
        List<String> labels = of(histogram, say);
        List<String> names = new ArrayList<>();
        for (HistogramBucket bucket : histogram.buckets()) {
            String label = labels.get(names.size());
            names.add(label.equals(bucket.name()) ? label + unit : label);
        }
        return names;
    }

    /** The label of a bucket of a chart, or of another figure of it. */
    public static String label(ChartResult chart, String name) {
        return label(chart, name, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String label(ChartResult chart, String name, SiteMessages say) {
        if (chart instanceof Histogram histogram) {
            int at = histogram.buckets().stream()
                    .map(HistogramBucket::name)
                    .toList()
                    .indexOf(name);
            return at < 0 ? name : of(histogram, say).get(at);
        }
        if (chart instanceof Ratio ratio) {
            int at = ratio.distribution().stream().map(Bucket::name).toList().indexOf(name);
            return at < 0 ? name : of(ratio, say).get(at);
        }
        return name;
    }

    /**
     * Whether these are upper bounds of the same measure, with at most one lower bound at the end, so that each range begins where the
     * one before it ends.
     */
    private static boolean areConsecutive(List<String> buckets, List<Optional<Bound>> bounds) {
        List<Bound> known = bounds.stream().flatMap(Optional::stream).toList();
        long measured =
                known.stream().map(bound -> bound.unit().measures()).distinct().count();
        long upper = known.stream().filter(Bound::isUpper).count();
        long different = known.stream()
                .map(bound -> bound.number() + bound.unit().suffix())
                .distinct()
                .count();
        boolean onlyTheLastIsLower = upper == known.size()
                || (upper == known.size() - 1 && !known.get(known.size() - 1).isUpper());
        boolean allKnown = buckets.stream()
                        .filter(bucket -> BOUND.matcher(bucket).matches())
                        .count()
                == known.size();
        return allKnown && measured == 1 && onlyTheLastIsLower && different >= upper;
    }

    private static String words(Optional<Bound> before, Bound bound, SiteMessages say) {
        if (!bound.isUpper()) {
            return say.say(bound.sign().equals(">") ? "range.above" : "range.from", "begin", bound.words(say));
        }
        if (before.isEmpty()) {
            return say.say(bound.sign().equals("<") ? "range.below" : "range.up.to", "end", bound.words(say));
        }
        String from = before.get().unit().equals(bound.unit())
                ? before.get().number(say)
                : before.get().words(say);
        return say.say("range.between", "begin", from, "end", bound.words(say));
    }

    private static Optional<Bound> bound(String bucket, String unit) {
        Matcher matcher = BOUND.matcher(bucket);
        if (!matcher.matches() || matcher.group(1).isEmpty()) {
            return Optional.empty();
        }
        String suffix = matcher.group(3);
        boolean isPlain = suffix.isEmpty() || List.of("k", "K", "M", "G").contains(suffix);
        if (isPlain) {
            return unit.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Bound(matcher.group(1), matcher.group(2) + suffix, new Unit("number", after(unit))));
        }
        return Optional.ofNullable(UNITS.get(suffix))
                .map(known -> new Bound(matcher.group(1), matcher.group(2), known));
    }

    private static String after(String unit) {
        Unit known = UNITS.get(unit);
        return known == null ? " " + unit : known.suffix();
    }
}
