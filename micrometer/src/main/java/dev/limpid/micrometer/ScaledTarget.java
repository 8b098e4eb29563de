package dev.limpid.micrometer;

import dev.limpid.bridge.Target;

/**
 * A target for the values of a meter.
 *
 * @param factor converts a value from the meter's unit to the target's
 */
record ScaledTarget(Target target, double factor) {

    /** Counts one value: in its bucket, or as an event. */
    void record(double value) {
        if (target.hasBuckets()) {
            target.record(value * factor);
        } else {
            target.add(1);
        }
    }
}
