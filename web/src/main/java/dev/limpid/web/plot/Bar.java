package dev.limpid.web.plot;

import dev.limpid.charts.Estimate;
import java.util.Optional;

/**
 * One bar with its interval, in per cent of the room.
 *
 * @param value where the bar ends
 * @param low where the interval begins
 * @param high where the interval ends
 * @param hasWhisker whether there is an interval to draw
 * @param second where a second figure lies, empty without one
 */
public record Bar(String value, String low, String high, boolean hasWhisker, String second) {

    /** The bar of an estimate. */
    public static Bar of(Estimate estimate, Scale scale) {
        return of(estimate, Optional.empty(), scale);
    }

    /** The bar of an estimate, with a mark where another estimate of the same lies. */
    public static Bar of(Estimate estimate, Optional<Estimate> second, Scale scale) {
        return new Bar(
                scale.at(estimate.value()),
                scale.at(estimate.hasInterval() ? estimate.low() : estimate.value()),
                scale.at(estimate.hasInterval() ? estimate.high() : estimate.value()),
                estimate.high() > estimate.low(),
                second.map(other -> scale.at(other.value())).orElse(""));
    }

    /** The bar alone, where there is no room to explain the mark. */
    public Bar withoutSecond() {
        return new Bar(value, low, high, hasWhisker, "");
    }

    /** Whether a second figure is to be marked. */
    public boolean hasSecond() {
        return !second.isEmpty();
    }
}
