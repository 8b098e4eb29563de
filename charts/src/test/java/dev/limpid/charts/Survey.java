package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Stacks;
import java.util.Map;
import java.util.TreeMap;

/** Every estimate of a chart set by a name, and how often each held the truth over many draws. */
final class Survey {

    private static final String QUANTILE = "quantile ";

    private final Map<String, Estimate> truth;
    private final Map<String, Integer> covered = new TreeMap<>();
    private final Map<String, Double> sums = new TreeMap<>();
    private final Map<String, Double> widths = new TreeMap<>();
    private int draws;

    Survey(ChartSet population) {
        truth = figures(population);
    }

    void add(ChartSet drawn) {
        Map<String, Estimate> figures = figures(drawn);
        draws++;
        truth.forEach((name, known) -> {
            Estimate estimate = figures.getOrDefault(name, Estimate.NONE);
            // The published ends are rounded to six digits.
            double slack = 1e-6 * known.value();
            if (estimate.low() - slack <= known.value() && known.value() <= estimate.high() + slack) {
                covered.merge(name, 1, Integer::sum);
            }
            sums.merge(name, estimate.value(), Double::sum);
            widths.merge(name, estimate.high() - estimate.low(), Double::sum);
        });
    }

    /** The names of the figures, with the share of draws whose interval held the truth. */
    Map<String, Double> coverage() {
        Map<String, Double> coverage = new TreeMap<>();
        truth.keySet().forEach(name -> coverage.put(name, covered.getOrDefault(name, 0) / (double) draws));
        return coverage;
    }

    /** How far the mean of all draws is from the truth, in standard errors of that mean. */
    Map<String, Double> bias() {
        Map<String, Double> bias = new TreeMap<>();
        truth.forEach((name, known) -> {
            if (name.contains(QUANTILE)) {
                // A place among buckets has no mean.
                return;
            }
            double mean = sums.getOrDefault(name, 0.0) / draws;
            // Half of a 99% interval is 2.58 standard errors of one draw.
            double error = widths.getOrDefault(name, 0.0) / draws / 2 / Intervals.Z / Math.sqrt(draws);
            bias.put(name, error == 0 ? 0 : (mean - known.value()) / error);
        });
        return bias;
    }

    private static Estimate place(BucketRange range) {
        return new Estimate(range.bucket(), range.low(), range.high());
    }

    private static Map<String, Estimate> figures(ChartSet charts) {
        Map<String, Estimate> figures = new TreeMap<>();
        figures.put("installations", charts.installations());
        charts.programs()
                .forEach(program -> figures.put("installations of " + program.program(), program.installations()));
        charts.programs()
                .forEach(program -> program.charts().forEach(chart -> {
                    String name = chart.title().counter() + " ";
                    if (chart instanceof Partition partition) {
                        partition.buckets().forEach(bucket -> figures.put(name + bucket.name(), bucket.share()));
                    } else if (chart instanceof Histogram histogram) {
                        histogram.buckets().forEach(bucket -> {
                            figures.put(name + bucket.name() + " mean", bucket.mean());
                            figures.put(name + bucket.name() + " pooled", bucket.pooled());
                        });
                        histogram.quantiles().forEach(quantile -> {
                            figures.put(name + QUANTILE + quantile.q() + " mean", place(quantile.mean()));
                            figures.put(name + QUANTILE + quantile.q() + " pooled", place(quantile.pooled()));
                        });
                    } else if (chart instanceof Ratio ratio) {
                        figures.put(name + "installations", ratio.installations());
                        figures.put(name + "pooled", ratio.pooled());
                        ratio.distribution().forEach(bin -> figures.put(name + bin.name(), bin.share()));
                    } else if (chart instanceof Stacks stacks) {
                        figures.put(name + "installations", stacks.installations());
                        stacks.stacks().forEach(stack -> {
                            String frames = name + String.join(" ", stack.frames());
                            figures.put(frames, stack.share());
                            stack.versions().forEach(one -> figures.put(frames + " in " + one.version(), one.share()));
                        });
                    }
                }));
        return figures;
    }
}
