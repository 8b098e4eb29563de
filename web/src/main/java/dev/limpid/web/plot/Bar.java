package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import java.util.Optional;

/**
 * One bar with its interval, in per cent of the available width.
 *
 * @param value where the bar ends
 * @param low where the interval begins
 * @param high where the interval ends
 * @param hasWhisker whether there is an interval to draw
 * @param second the position of a second figure; empty if there is none
 */
public record Bar(String value, String low, String high, boolean hasWhisker, String second) {

    /** The bar of an estimate. */
    public static Bar of(Estimate estimate, Scale scale) {
        return of(estimate, Optional.empty(), scale);
    }

    /** The bar of an estimate, with a mark at another estimate of the same figure. */
    public static Bar of(Estimate estimate, Optional<Estimate> second, Scale scale) {
        return new Bar(
                scale.at(estimate.value()),
                scale.at(estimate.hasInterval() ? estimate.low() : estimate.value()),
                scale.at(estimate.hasInterval() ? estimate.high() : estimate.value()),
                estimate.high() > estimate.low(),
                second.map(other -> scale.at(other.value())).orElse(""));
    }

    /** The bar without the mark, if there is no room to explain it. */
    public Bar withoutSecond() {
        return new Bar(value, low, high, hasWhisker, "");
    }

    /** Whether there is a mark for a second figure. */
    public boolean hasSecond() {
        return !second.isEmpty();
    }
}
