package dev.limpid.web.words.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.util.Optional;

/**
 * Describes what figures over all events are based on. They do not include all events: no machine counts for more than the clip, which
 * matters much if few machines have most of the events. So this is stated next to every such figure.
 */
public final class ClipWords {

    private ClipWords() {}

    /** {@code of all “runs” (at most 125 a machine)}. */
    public static String ofAll(Ratio ratio) {
        return ofAll(ratio, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String ofAll(Ratio ratio, SiteMessages words) {
        return clip(ratio)
                .map(most -> words.say("clip.all.most", "over", ratio.over(), "most", most))
                .orElseGet(() -> words.say("clip.all", "over", ratio.over()));
    }

    /** {@code of all “runs” (at most 125 a machine), over all installations}. */
    public static String overall(Ratio ratio, SiteMessages words) {
        return clip(ratio)
                .map(most -> words.say("clip.overall.most", "over", ratio.over(), "most", most))
                .orElseGet(() -> words.say("clip.overall", "over", ratio.over()));
    }

    /** The legend of the mark next to a bar: {@code The upright mark is the share of all events (at most 125 a machine).} */
    public static String mark(ChartResult chart, SiteMessages words) {
        return clip(chart)
                .map(most -> words.say("clip.mark.most", "most", most))
                .orElseGet(() -> words.say("clip.mark"));
    }

    /** The largest number of events that count for one machine; empty if there are no events. */
    private static Optional<String> clip(ChartResult chart) {
        double clip = chart instanceof Ratio ratio
                ? ratio.clip()
                : chart instanceof Histogram histogram ? histogram.clip() : 0;
        return clip > 0 ? Optional.of(Numbers.count((long) Math.ceil(clip))) : Optional.empty();
    }
}
