package dev.limpid.dist.demo.madeup;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers that come out the same in every run: each is a function of what it is drawn for. */
final class Chance {

    private Chance() {}

    /** The numbers of a home in a week, for one purpose. */
    static SplittableRandom of(int home, int week, int purpose) {
        long seed = home * 0x9E3779B97F4A7C15L + week * 0xC2B2AE3D27D4EB4FL + purpose * 0x165667B19E3779F9L;
        return new SplittableRandom(seed);
    }

    /** One of these; the last has what the others leave. */
    static String pick(SplittableRandom random, List<String> names, double... parts) {
        double left = random.nextDouble();
        for (int i = 0; i < parts.length; i++) {
            left -= parts[i];
            if (left < 0) {
                return names.get(i);
            }
        }
        return names.get(names.size() - 1);
    }

    /** A number above 0 that has this median; the larger sigma is, the more they differ. */
    static double lognormal(SplittableRandom random, double median, double sigma) {
        return median * Math.exp(sigma * normal(random));
    }

    /** Box and Muller's method. */
    private static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** A whole number that is so much on average. */
    static long about(SplittableRandom random, double expected) {
        long whole = (long) expected;
        return whole + (random.nextDouble() < expected - whole ? 1 : 0);
    }
}
