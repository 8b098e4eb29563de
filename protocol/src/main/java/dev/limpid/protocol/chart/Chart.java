package dev.limpid.protocol.chart;

import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One question that was decided in public, and everything that may be collected to answer it. See {@code
 * spec/chart-config.md}.
 *
 * @param title the chart's title
 * @param description what it shows, and for what purpose
 * @param issues URLs of the public discussion; a decided chart has at least one
 * @param type how it is drawn
 * @param program the program it is about, such as {@code org.example/tool}
 * @param module where to look up the program's released versions; empty for Go's own programs
 * @param version the first version to collect from; empty for all
 * @param counter the counter's name, without buckets
 * @param buckets the buckets, in the order given; empty for a counter without
 * @param depth the most frames of a stack; 0 for no limit
 * @param error the sampling error to reach at 99% confidence, such as 0.01
 * @param over the counter in the denominator of a ratio; empty for other types
 * @param unit the unit of the counts or bounds, for the chart's axis; can be empty
 * @param expires the last day on which events may be counted for the chart
 * @param frames prefixes of the names of classes that a stack may show in addition to the JDK's; empty for any
 * @param unlisted whether the server accepts stacks of versions for which it has no list of published methods
 * @param id the chart's short ID, unique in its program; derived from the counter's name unless the chart gives one
 * @param by the attributes by which an answer separates builds, and so all that it says about them; the version unless
 *     the chart gives others
 */
public record Chart(
        String title,
        String description,
        List<String> issues,
        ChartType type,
        String program,
        String module,
        String version,
        String counter,
        List<String> buckets,
        int depth,
        double error,
        String over,
        String unit,
        Optional<LocalDate> expires,
        List<String> frames,
        boolean unlisted,
        String id,
        Set<Attribute> by) {

    /** The {@code error} of a chart that gives none. */
    public static final double DEFAULT_ERROR = 0.01;

    public Chart {
        issues = List.copyOf(issues);
        buckets = List.copyOf(buckets);
        frames = List.copyOf(frames);
        EnumSet<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        attributes.addAll(by);
        by = Collections.unmodifiableSet(attributes);
    }

    /**
     * The ID of a chart that gives none: its counter's name, with dashes instead of characters that an ID may not
     * contain.
     */
    public static String idOf(String counter) {
        String id = counter.replaceAll("[^a-zA-Z0-9_.]+", "-").replaceAll("^[^a-zA-Z0-9]+", "");
        return id.substring(0, Math.min(id.length(), 100));
    }

    /**
     * The counters that a name in a chart means: itself, or one for each bucket in braces.
     *
     * @throws IllegalArgumentException if its braces do not match
     */
    public static List<String> expand(String counter) {
        return CounterNames.expand(counter);
    }

    /** The full names of the chart's own counters or stacks: with each bucket, or the counter itself if it has none. */
    public List<String> counters() {
        return buckets.isEmpty()
                ? List.of(counter)
                : buckets.stream().map(bucket -> counter + ":" + bucket).toList();
    }

    /** Everything that is collected for the chart: its counters, and the denominator of a ratio. */
    public List<String> collected() {
        return over.isEmpty()
                ? counters()
                : Stream.concat(counters().stream(), Stream.of(over)).toList();
    }

    /** The attribute of builds that it charts, if its counter is a built-in one such as {@code limpid/os}. */
    public Optional<Attribute> builtIn() {
        return counter.startsWith(Attribute.BUILT_IN) && buckets.isEmpty()
                ? Attribute.ofWord(counter.substring(Attribute.BUILT_IN.length()))
                : Optional.empty();
    }

    /** Whether its last day is over. */
    public boolean isExpired(LocalDate today) {
        return expires.isPresent() && today.isAfter(expires.get());
    }
}
