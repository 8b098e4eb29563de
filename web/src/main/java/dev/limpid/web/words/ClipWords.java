package dev.limpid.web.words;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.Ratio;
import java.util.Optional;

/**
 * Describes what figures over all events are based on. They do not include all events: no machine counts for more than the clip, which
 * matters much if few machines have most of the events. So this is stated next to every such figure.
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

    /** The legend of the mark next to a bar: {@code The upright mark is the share of all events (at most 125 a machine).} */
    public static String mark(DrawnChart chart, SiteWords words) {
        return clip(chart)
                .map(most -> words.say("clip.mark.most", "most", most))
                .orElseGet(() -> words.say("clip.mark"));
    }

    /** The largest number of events that count for one machine; empty if there are no events. */
    private static Optional<String> clip(DrawnChart chart) {
        double clip = chart instanceof Ratio ratio
                ? ratio.clip()
                : chart instanceof Histogram histogram ? histogram.clip() : 0;
        return clip > 0 ? Optional.of(Numbers.count((long) Math.ceil(clip))) : Optional.empty();
    }
}
