package dev.limpid.web.plot;

import dev.limpid.web.words.Numbers;
import java.util.Collection;

/**
 * A scale from 0 to {@code top}.
 *
 * @param top the figure at the far end, above 0
 */
public record Scale(double top) {
    private static final double[] STEPS = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

    public Scale {
        if (!(top > 0)) {
            throw new IllegalArgumentException("the top of the scale is " + top + ", expected more than 0");
        }
    }

    /** The smallest round scale on which all figures fit; shares above 60% get the whole 0 to 100%. */
    public static Scale forShares(Collection<Double> figures) {
        double max = figures.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        if (max > 0.6) {
            return new Scale(Math.max(1, roundUp(max)));
        }
        return new Scale(max <= 0 ? 1 : roundUp(max));
    }

    /** A figure's position as a percentage of the scale: {@code 43.2%}. */
    public String at(double figure) {
        return Numbers.coordinate(fraction(figure) * 100) + "%";
    }

    /** A figure's position from 0 to 1. */
    public double fraction(double figure) {
        return Math.min(1, Math.max(0, figure / top));
    }

    /** The value of the far end. */
    public String topPercent() {
        return Numbers.percent(top).replace(".0%", "%");
    }

    /** The value of the middle. */
    public String halfPercent() {
        return Numbers.percent(top / 2).replace(".0%", "%");
    }

    private static double roundUp(double max) {
        double power = Math.pow(10, Math.floor(Math.log10(max)));
        for (double step : STEPS) {
            if (max <= step * power * (1 + 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
