package dev.limpid.web.words;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.Ratio;
import java.util.Optional;

/**
 * What figures over all events are of, in words. They are not of all events: no machine counts for more than the clip, and where
 * few machines have most of the events that makes much of a difference. So it is said wherever the figure is.
 */
public final class ClipWords {

    private ClipWords() {}

    /** {@code of all “runs” (at most 125 a machine)}. */
    public static String ofAll(Ratio ratio) {
        return ofAll(ratio, SiteWords.ENGLISH);
    }

    /** The same in another language. */
    public static String ofAll(Ratio ratio, SiteWords words) {
        return clip(ratio)
                .map(most -> words.say("clip.all.most", "over", ratio.over(), "most", most))
                .orElseGet(() -> words.say("clip.all", "over", ratio.over()));
    }

    /** {@code of all “runs” (at most 125 a machine), over all installations}. */
    public static String overall(Ratio ratio, SiteWords words) {
        return clip(ratio)
                .map(most -> words.say("clip.overall.most", "over", ratio.over(), "most", most))
                .orElseGet(() -> words.say("clip.overall", "over", ratio.over()));
    }

    /** What the mark beside a bar says: {@code The upright mark is the share of all events (at most 125 a machine).} */
    public static String mark(DrawnChart chart, SiteWords words) {
        return clip(chart)
                .map(most -> words.say("clip.mark.most", "most", most))
                .orElseGet(() -> words.say("clip.mark"));
    }

    /** How many events of a machine count at most; empty if there is no event. */
    private static Optional<String> clip(DrawnChart chart) {
        double clip = chart instanceof Ratio ratio
                ? ratio.clip()
                : chart instanceof Histogram histogram ? histogram.clip() : 0;
        return clip > 0 ? Optional.of(Numbers.count((long) Math.ceil(clip))) : Optional.empty();
    }
}
