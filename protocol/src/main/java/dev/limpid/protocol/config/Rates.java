package dev.limpid.protocol.config;

/** What a rate may be. */
final class Rates {

    private Rates() {}

    static double checked(String of, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("the rate of " + of + " is " + rate + ", expected 0 to 1");
        }
        return rate + 0.0; // -0.0 is the same rate with a rendering of its own
    }

    /** Whether a report with this X holds what has this rate. X may be 0; what has rate 0 is never collected. */
    static boolean covers(double rate, double x) {
        return rate > 0 && x <= rate;
    }
}
