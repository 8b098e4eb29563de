package dev.limpid.micrometer;

import dev.limpid.bridge.Target;

/**
 * Where the values of a meter go.
 *
 * @param factor by how much a value of the meter's unit is multiplied to be one of the target's
 */
record Measured(Target target, double factor) {

    /** Counts one value: in its bucket, or as an event. */
    void record(double value) {
        if (target.hasBuckets()) {
            target.record(value * factor);
        } else {
            target.add(1);
        }
    }
}
