package dev.limpid.charts.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders a histogram's buckets by their bounds, whatever order they were written in. A bound is {@code <10ms},
 * {@code <1s}, {@code <5%}, {@code <4KiB}, {@code >=1m} or a plain number; {@code ≤ > ≥ <=} are accepted too. Names
 * that are not bounds come last, in the given order.
 */
final class BucketOrder {

    private static final Pattern BOUND =
            Pattern.compile("(<=|>=|<|>|≤|≥|)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Zµμ%]*)");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("", "1"),
            Map.entry("%", "1"),
            Map.entry("ns", "0.000000001"),
            Map.entry("us", "0.000001"),
            Map.entry("µs", "0.000001"),
            Map.entry("μs", "0.000001"),
            Map.entry("ms", "0.001"),
            Map.entry("s", "1"),
            Map.entry("m", "60"),
            Map.entry("min", "60"),
            Map.entry("h", "3600"),
            Map.entry("d", "86400"),
            Map.entry("B", "1"),
            Map.entry("kB", "1000"),
            Map.entry("KB", "1000"),
            Map.entry("MB", "1000000"),
            Map.entry("GB", "1000000000"),
            Map.entry("TB", "1000000000000"),
            Map.entry("KiB", "1024"),
            Map.entry("MiB", "1048576"),
            Map.entry("GiB", "1073741824"),
            Map.entry("TiB", "1099511627776"),
            Map.entry("k", "1000"),
            Map.entry("K", "1000"),
            Map.entry("M", "1000000"),
            Map.entry("G", "1000000000"));

    private BucketOrder() {}

    /** The buckets from the smallest to the largest. */
    static List<String> ordered(List<String> buckets) {
        List<String> sorted = new ArrayList<>(buckets);
        sorted.sort(Comparator.comparing(
                (String bucket) -> bound(bucket).orElse(null), Comparator.nullsLast(Comparator.naturalOrder())));
        return sorted;
    }

    private static Optional<Bound> bound(String bucket) {
        Matcher matcher = BOUND.matcher(bucket);
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(3))) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(matcher.group(2)).multiply(new BigDecimal(UNITS.get(matcher.group(3))));
        int side = switch (matcher.group(1)) {
            case "<" -> 0;
            case "<=", "≤" -> 1;
            case "" -> 2;
            case ">=", "≥" -> 3;
            default -> 4;
        };
        return Optional.of(new Bound(value, side));
    }

    /** A bound's value, and on which side of it the bucket is. */
    private record Bound(BigDecimal value, int side) implements Comparable<Bound> {
        @Override
        public int compareTo(Bound other) {
            int order = value.compareTo(other.value);
            return order != 0 ? order : Integer.compare(side, other.side);
        }
    }
}
