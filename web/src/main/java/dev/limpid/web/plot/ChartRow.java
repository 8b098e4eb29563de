package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One bucket as a row of a chart's table.
 *
 * @param name the bucket
 * @param label the bucket's label: a range if the chart says what its bounds measure
 * @param answers how many answers have it
 * @param events how many events they counted in it, in a histogram
 * @param share the share of the bar
 * @param pooled the share of all events, in a histogram
 * @param reweighted {@code share} reweighted to known margins
 * @param bar the bar
 * @param mayBeOfOneNetwork whether one network may have given half of its answers or more
 */
public record ChartRow(
        String name,
        String label,
        long answers,
        OptionalLong events,
        Estimate share,
        Optional<Estimate> pooled,
        Optional<Estimate> reweighted,
        Bar bar,
        boolean mayBeOfOneNetwork) {

    /** The share in words. */
    public String percent() {
        return Numbers.percent(share.value());
    }

    /** Its interval in words. */
    public String range(SiteMessages words) {
        return IntervalText.words(share, words);
    }
}
