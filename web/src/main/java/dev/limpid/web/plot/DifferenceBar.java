package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import dev.limpid.web.words.Numbers;

/**
 * A difference as a bar to the left or the right of the middle, with its interval, in per cent of the available width.
 *
 * @param from where the bar begins
 * @param width the bar's width
 * @param low where the interval begins
 * @param high where the interval ends
 * @param hasWhisker whether there is an interval to draw
 */
public record DifferenceBar(String from, String width, String low, String high, boolean hasWhisker) {

    /** The bar of a difference on a scale that extends equally to both sides. */
    public static DifferenceBar of(Estimate difference, Scale scale) {
        double value = at(difference.value(), scale);
        return new DifferenceBar(
                percent(Math.min(value, 0.5)),
                percent(Math.abs(value - 0.5)),
                percent(at(difference.hasInterval() ? difference.low() : difference.value(), scale)),
                percent(at(difference.hasInterval() ? difference.high() : difference.value(), scale)),
                difference.high() > difference.low());
    }

    private static double at(double difference, Scale scale) {
        return 0.5 + Math.signum(difference) * scale.fraction(Math.abs(difference)) / 2;
    }

    private static String percent(double fraction) {
        return Numbers.coordinate(fraction * 100) + "%";
    }
}
