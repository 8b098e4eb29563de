package dev.limpid.dist.demo.synthetic;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers that come out the same in every run: each is a function of what it is drawn for. */
final class SeededRandom {

    private SeededRandom() {}

    /** The numbers of a home in a week, for one purpose. */
    static SplittableRandom of(int home, int week, int purpose) {
        // Without mixing, neighbouring seeds would give correlated streams.
        long seed = mixed(mixed(mixed(purpose) + week) + home);
        return new SplittableRandom(seed);
    }

    /** Stafford's variant 13 of the finalizer of MurmurHash3. */
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Picks a name with these probabilities; the last name has the remaining probability. */
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

    /** A positive number with this median; the larger sigma is, the more the numbers vary. */
    static double lognormal(SplittableRandom random, double median, double sigma) {
        return median * StrictMath.exp(sigma * normal(random));
    }

    /** Box and Muller's method. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** A whole number with this average. */
    static long about(SplittableRandom random, double expected) {
        long whole = (long) expected;
        return whole + (random.nextDouble() < expected - whole ? 1 : 0);
    }
}
