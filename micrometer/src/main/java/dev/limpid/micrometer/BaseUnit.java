package dev.limpid.micrometer;

import dev.limpid.bridge.Target;
import io.micrometer.core.instrument.Meter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The unit that a meter declares for its values. In Micrometer programs may write it in any way; Limpid knows
 * Micrometer's own names and the usual symbols.
 *
 * @param word the unit as the meter declares it; null if it declares none
 */
record BaseUnit(@Nullable String word) {

    /** Timers record nanoseconds. */
    static final BaseUnit OF_TIMERS = new BaseUnit("nanoseconds");

    static BaseUnit of(Meter.Id id) {
        String word = id.getBaseUnit();
        return new BaseUnit(word == null || word.isBlank() ? null : word);
    }

    /**
     * The factor that converts a value to the target's unit; 0 if it cannot be counted there. A summary without a unit
     * is taken to be in bytes or in per cent, if the rule is; the unit of durations cannot be guessed.
     */
    double factor(Target target) {
        return word == null ? Math.max(target.factor("By"), target.factor("%")) : target.factor(sign(word));
    }

    /** The unit in the Unified Code for Units of Measure. */
    private static String sign(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "byte", "bytes", "b", "by" -> "By";
            case "kibibytes", "kib", "kiby" -> "KiBy";
            case "mebibytes", "mib", "miby" -> "MiBy";
            case "gibibytes", "gib", "giby" -> "GiBy";
            case "nanoseconds", "ns" -> "ns";
            case "microseconds", "us" -> "us";
            case "milliseconds", "ms" -> "ms";
            case "seconds", "s" -> "s";
            case "minutes", "min" -> "min";
            case "hours", "h" -> "h";
            case "percent", "%" -> "%";
            case "ratio", "1" -> "1";
            default -> word;
        };
    }

    @Override
    public String toString() {
        return word == null ? "no unit" : word;
    }
}
