package dev.limpid.micrometer;

import dev.limpid.bridge.Target;
import io.micrometer.core.instrument.Meter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The unit that a meter says its values are in. Micrometer leaves it to programs how it is written; what is known here are its
 * own words and the usual signs.
 *
 * @param word as the meter has it; null if it says none
 */
record BaseUnit(@Nullable String word) {

    /** Timers hand out nanoseconds. */
    static final BaseUnit OF_TIMERS = new BaseUnit("nanoseconds");

    static BaseUnit of(Meter.Id id) {
        String word = id.getBaseUnit();
        return new BaseUnit(word == null || word.isBlank() ? null : word);
    }

    /**
     * By how much a value is to be multiplied for this target; 0 if it cannot be counted there. A summary without a unit is
     * taken to be in bytes or in per cent, if that is what is listed; no duration can be guessed.
     */
    double factor(Target target) {
        return word == null ? Math.max(target.factor("By"), target.factor("%")) : target.factor(sign(word));
    }

    /** As the Unified Code for Units of Measure has it. */
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
