package dev.limpid.protocol.config;

import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One question that was decided in public, and all that may be collected to answer it. See
 * {@code spec/chart-config.md}.
 *
 * @param title what the chart is called
 * @param description what it shows and what for
 * @param issues addresses of the public discussion, at least one in a chart that was decided
 * @param type how it is drawn
 * @param program the program it is about, such as {@code org.example/tool}
 * @param module where the program's released versions are looked up; empty for Go's own programs
 * @param version the first version to collect from; empty for all
 * @param counter the counter's name, or the part before the buckets
 * @param buckets the buckets, in the order given; empty for a counter without
 * @param depth the most frames of a stack; 0 for no limit
 * @param error the sampling error to reach at 99% confidence, such as 0.01
 * @param over the counter that a ratio is over; empty for other types
 * @param unit what the counts or bounds are measured in, for the chart's axis; may be empty
 * @param expires the last day of which anything is collected
 * @param frames prefixes of class names that a stack may show beside those of the JDK; empty for any
 * @param unlisted whether stacks are taken of versions whose published methods the server has no list of
 * @param id the chart's short ID, unique among those of its program; made of the counter's name unless the chart gives
 *     one
 * @param by what an answer tells builds apart by, and so all that it says of them; the version unless the chart says
 *     otherwise
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

    /** What {@code error} is unless a chart says otherwise. */
    public static final double DEFAULT_ERROR = 0.01;

    public Chart {
        issues = List.copyOf(issues);
        buckets = List.copyOf(buckets);
        frames = List.copyOf(frames);
        EnumSet<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        attributes.addAll(by);
        by = Collections.unmodifiableSet(attributes);
    }

    /** The ID of a chart that gives none: its counter's name with a dash for what an ID may not hold. */
    static String idOf(String counter) {
        String id = counter.replaceAll("[^a-zA-Z0-9_.]+", "-").replaceAll("^[^a-zA-Z0-9]+", "");
        return id.substring(0, Math.min(id.length(), 100));
    }

    /**
     * The counters that a name in a chart stands for: itself, or one for each bucket in braces.
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

    /** All that is collected for the chart: its counters, and what a ratio is over. */
    public List<String> collected() {
        return over.isEmpty()
                ? counters()
                : Stream.concat(counters().stream(), Stream.of(over)).toList();
    }

    /** What it charts of builds, if its counter is a built-in one such as {@code limpid/os}. */
    public Optional<Attribute> builtIn() {
        return counter.startsWith(Attribute.BUILT_IN) && buckets.isEmpty()
                ? Attribute.ofWord(counter.substring(Attribute.BUILT_IN.length()))
                : Optional.empty();
    }

    /** Whether it asks for nothing any more. */
    public boolean isExpired(LocalDate today) {
        return expires.isPresent() && today.isAfter(expires.get());
    }
}
