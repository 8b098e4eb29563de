package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.text.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that a histogram's buckets have bounds of one dimension, from low to high. */
final class BucketOrderCheck {

    private static final Pattern BOUND = Pattern.compile("(<|<=|>=|>|)([0-9]+(?:\\.[0-9]+)?)([a-zA-Zµ%]*)");

    /** By unit: the dimension, and the size in the dimension's smallest unit. */
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("ns", new Unit("time", 1)),
            Map.entry("us", new Unit("time", 1e3)),
            Map.entry("µs", new Unit("time", 1e3)),
            Map.entry("ms", new Unit("time", 1e6)),
            Map.entry("s", new Unit("time", 1e9)),
            Map.entry("m", new Unit("time", 60e9)),
            Map.entry("min", new Unit("time", 60e9)),
            Map.entry("h", new Unit("time", 3600e9)),
            Map.entry("d", new Unit("time", 86_400e9)),
            Map.entry("B", new Unit("size", 1)),
            Map.entry("KB", new Unit("size", 1e3)),
            Map.entry("kB", new Unit("size", 1e3)),
            Map.entry("MB", new Unit("size", 1e6)),
            Map.entry("GB", new Unit("size", 1e9)),
            Map.entry("KiB", new Unit("size", 1024)),
            Map.entry("MiB", new Unit("size", 1024.0 * 1024)),
            Map.entry("GiB", new Unit("size", 1024.0 * 1024 * 1024)),
            Map.entry("%", new Unit("share", 1)),
            Map.entry("", new Unit("number", 1)),
            Map.entry("k", new Unit("number", 1e3)),
            Map.entry("K", new Unit("number", 1e3)),
            Map.entry("M", new Unit("number", 1e6)));

    private record Unit(String dimension, double size) {}

    private BucketOrderCheck() {}

    /** The problem with the order, if there is one. */
    static Optional<String> problem(List<String> buckets) {
        String dimension = null;
        double last = Double.NEGATIVE_INFINITY;
        for (String bucket : buckets) {
            Matcher matcher = BOUND.matcher(bucket);
            Unit unit = matcher.matches() ? UNITS.get(matcher.group(3)) : null;
            if (unit == null) {
                return Optional.of("is a histogram with the bucket " + Quoted.of(bucket)
                        + ", expected a bound such as <10ms, <5%, <4KiB or >=1s");
            }
            double bound = Double.parseDouble(matcher.group(2)) * unit.size();
            if (dimension != null && !dimension.equals(unit.dimension()) && bound != 0) {
                return Optional.of("is a histogram of " + dimension + " with the bucket " + Quoted.of(bucket)
                        + ", expected all bounds to measure the same");
            }
            boolean above = matcher.group(1).startsWith(">");
            if (bound < last || (bound == last && !above)) {
                return Optional.of("is a histogram with the bucket " + Quoted.of(bucket)
                        + " after a higher one, expected buckets from low to high");
            }
            dimension = bound == 0 && dimension == null ? null : unit.dimension();
            last = bound;
        }
        return Optional.empty();
    }
}
