package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.DrawnChart.Histogram;
import dev.limpid.charts.DrawnChart.Partition;
import dev.limpid.charts.DrawnChart.Ratio;
import dev.limpid.charts.DrawnChart.Stacks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every estimate of a chart set by a name, and how often each held the truth over many draws. */
final class Survey {

    /** What a figure is estimated like. */
    enum Kind {
        SHARE("shares"),
        MEAN("mean shares"),
        POOLED("pooled shares and ratios"),
        QUANTILE("quantiles"),
        STACK("stacks"),
        INSTALLATIONS("installations"),
        REWEIGHTED("reweighted");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** How a figure did. What is not in a draw, such as a stack that nobody reported, is not judged by it. */
    static final class Score {
        private final Kind kind;
        private final double truth;
        private int draws;
        private int covered;
        private double sum;
        private double width;

        private Score(Kind kind, double truth) {
            this.kind = kind;
            this.truth = truth;
        }

        private void add(Estimate estimate) {
            draws++;
            // The published ends are rounded to six digits.
            double slack = 1e-6 * truth;
            if (estimate.low() - slack <= truth && truth <= estimate.high() + slack) {
                covered++;
            }
            sum += estimate.value();
            width += estimate.high() - estimate.low();
        }

        Kind kind() {
            return kind;
        }

        boolean isDrawn() {
            return draws > 0;
        }

        /** The share of draws whose interval held the truth. */
        double coverage() {
            return (double) covered / draws;
        }

        /** How far the mean of all draws is from the truth, in standard errors of that mean. */
        double bias() {
            // Half of a 99% interval is 2.58 standard errors of one draw.
            double error = width / draws / 2 / Intervals.Z / Math.sqrt(draws);
            return error == 0 ? 0 : (sum / draws - truth) / error;
        }
    }

    private final Map<String, Score> scores = new TreeMap<>();

    /**
     * A survey without draws.
     *
     * @param population what is true
     * @param kinds the kinds of figures to look at
     */
    Survey(ChartSet population, Set<Kind> kinds) {
        figures(population).forEach((name, figure) -> {
            if (kinds.contains(figure.kind())) {
                scores.put(name, new Score(figure.kind(), figure.estimate().value()));
            }
        });
    }

    void add(ChartSet drawn) {
        figures(drawn).forEach((name, figure) -> {
            Score known = scores.get(name);
            if (known != null) {
                known.add(figure.estimate());
            }
        });
    }

    /** What was drawn at all, by the names of the figures. */
    Map<String, Score> scores() {
        Map<String, Score> drawn = new TreeMap<>(scores);
        drawn.values().removeIf(one -> !one.isDrawn());
        return drawn;
    }

    private record Figure(Kind kind, Estimate estimate) {}

    private static Map<String, Figure> figures(ChartSet charts) {
        Figures figures = new Figures();
        figures.add(Kind.INSTALLATIONS, "installations", charts.installations());
        charts.programs().forEach(program -> {
            figures.add(Kind.INSTALLATIONS, "installations of " + program.program(), program.installations());
            program.charts().forEach(figures::add);
        });
        return figures.byName;
    }

    /** Collects the figures of charts. */
    private static final class Figures {
        private final Map<String, Figure> byName = new LinkedHashMap<>();

        private void add(Kind kind, String name, Estimate estimate) {
            byName.put(name, new Figure(kind, estimate));
        }

        private void add(Kind kind, String name, Estimate estimate, Optional<Estimate> reweighted) {
            add(kind, name, estimate);
            reweighted.ifPresent(one -> add(Kind.REWEIGHTED, name + " reweighted", one));
        }

        private void add(String name, BucketRange place) {
            add(Kind.QUANTILE, name, new Estimate(place.bucket(), place.low(), place.high()));
        }

        private void add(DrawnChart chart) {
            String name = chart.title().counter() + " ";
            if (chart instanceof Partition partition) {
                partition.buckets().forEach(one -> add(Kind.SHARE, name + one.name(), one.share(), one.reweighted()));
            } else if (chart instanceof Histogram histogram) {
                histogram.buckets().forEach(one -> {
                    add(Kind.MEAN, name + one.name() + " mean", one.mean(), one.reweighted());
                    add(Kind.POOLED, name + one.name() + " pooled", one.pooled());
                });
                histogram.quantiles().forEach(quantile -> {
                    add(name + "quantile " + quantile.q() + " mean", quantile.mean());
                    add(name + "quantile " + quantile.q() + " pooled", quantile.pooled());
                });
            } else if (chart instanceof Ratio ratio) {
                add(Kind.SHARE, name + "installations", ratio.installations());
                add(Kind.POOLED, name + "pooled", ratio.pooled());
                ratio.distribution().forEach(one -> add(Kind.SHARE, name + one.name(), one.share(), one.reweighted()));
            } else if (chart instanceof Stacks stacks) {
                add(Kind.SHARE, name + "installations", stacks.installations());
                stacks.stacks().forEach(stack -> {
                    String frames = name + String.join(" ", stack.frames());
                    add(Kind.STACK, frames, stack.share());
                    stack.versions().forEach(one -> add(Kind.STACK, frames + " in " + one.version(), one.share()));
                });
            }
        }
    }
}
