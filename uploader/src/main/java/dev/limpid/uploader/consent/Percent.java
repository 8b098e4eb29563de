package dev.limpid.uploader.consent;

import java.util.Locale;

/** A share in words, with no more digits than matter. */
final class Percent {

    private Percent() {}

    static String of(double share) {
        if (share >= 1) {
            return "all";
        }
        double percent = share * 100;
        return String.format(Locale.ROOT, percent >= 10 ? "%.0f%%" : percent >= 1 ? "%.1f%%" : "%.3f%%", percent);
    }
}
