package dev.limpid.opentelemetry;

import dev.limpid.bridge.BoundInclusion;
import dev.limpid.bridge.CountingRule;
import dev.limpid.bridge.CountingRules;
import dev.limpid.bridge.Target;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Counts the listed measurements of a program, and sends nothing anywhere. It is used in addition to the program's own
 * exporters:
 *
 * <pre>{@code
 * SdkMeterProvider.builder()
 *         .registerMetricReader(PeriodicMetricReader.create(new LimpidMetricExporter(List.of(
 *                 CountingRule.events("cache.requests").tag("hit", "true", "false").as("tool/cache:{hit}"),
 *                 CountingRule.durations("http.server.request.duration", "10ms", "100ms", "1s").as("tool/http")))))
 *         .build();
 * }</pre>
 *
 * <p>Sums count their increase. Each bucket of a histogram is counted in the listed bucket that contains it, so the
 * instrument's bounds must include the listed ones. As in OpenTelemetry, a bucket includes its upper bound, so counters
 * are called {@code tool/http:<=10ms} and {@code tool/http:>1s}. Exponential histograms have their own bounds; each of
 * their buckets is counted where its geometric middle is, so a value can be counted in the wrong bucket only if it is
 * within one such bucket's width of a bound.
 *
 * <p>Gauges, and sums that can fall, are not events and are refused. Thread-safe; counting never fails.
 */
public final class LimpidMetricExporter implements MetricExporter {
    private final CountingRules list;

    /** An exporter that counts by these rules. */
    public LimpidMetricExporter(Collection<CountingRule> list) {
        this.list = new CountingRules(list, BoundInclusion.INCLUSIVE);
    }

    /** The rules that cannot be applied, one sentence each. */
    public List<String> refusals() {
        return list.refusals();
    }

    /** Each export must contain only what is new: sums and histograms since the last export. */
    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return AggregationTemporality.DELTA;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        for (MetricData metric : metrics) {
            if (list.isListed(metric.getName())) {
                count(metric);
            }
        }
        return CompletableResultCode.ofSuccess();
    }

    private void count(MetricData metric) {
        switch (metric.getType()) {
            case LONG_SUM -> {
                if (isEvents(
                        metric,
                        metric.getLongSumData().isMonotonic(),
                        metric.getLongSumData().getAggregationTemporality())) {
                    each(
                            metric,
                            metric.getLongSumData().getPoints(),
                            (LongPointData point, Target target) ->
                                    addEvents(metric, target, (double) point.getValue()));
                }
            }
            case DOUBLE_SUM -> {
                if (isEvents(
                        metric,
                        metric.getDoubleSumData().isMonotonic(),
                        metric.getDoubleSumData().getAggregationTemporality())) {
                    each(
                            metric,
                            metric.getDoubleSumData().getPoints(),
                            (DoublePointData point, Target target) -> addEvents(metric, target, point.getValue()));
                }
            }
            case HISTOGRAM -> {
                if (isEvents(metric, true, metric.getHistogramData().getAggregationTemporality())) {
                    each(
                            metric,
                            metric.getHistogramData().getPoints(),
                            (HistogramPointData point, Target target) -> addBuckets(metric, target, point));
                }
            }
            case EXPONENTIAL_HISTOGRAM -> {
                if (isEvents(metric, true, metric.getExponentialHistogramData().getAggregationTemporality())) {
                    each(
                            metric,
                            metric.getExponentialHistogramData().getPoints(),
                            (ExponentialHistogramPointData point, Target target) -> addBuckets(metric, target, point));
                }
            }
            default ->
                list.refuse(metric.getName() + " is a gauge or a summary, which has no events: list a counter or a"
                        + " histogram");
        }
    }

    private boolean isEvents(MetricData metric, boolean monotonic, AggregationTemporality temporality) {
        if (!monotonic) {
            list.refuse(metric.getName() + " can fall, so it is not a sum of events: list a counter or a histogram");
        } else if (temporality != AggregationTemporality.DELTA) {
            list.refuse(metric.getName() + " is a sum since its start, expected the increase: the reader must use"
                    + " this exporter's temporality");
            return false;
        }
        return monotonic;
    }

    private <P extends PointData> void each(MetricData metric, Collection<P> points, BiConsumer<P, Target> count) {
        for (P point : points) {
            Map<String, String> tags = texts(point.getAttributes());
            for (Target target : list.targets(metric.getName(), tags::get)) {
                count.accept(point, target);
            }
        }
    }

    /** Attributes by name; numbers and booleans are converted to text. */
    private static Map<String, String> texts(Attributes attributes) {
        Map<String, String> texts = new HashMap<>();
        attributes.forEach((AttributeKey<?> key, Object value) -> texts.put(key.getKey(), String.valueOf(value)));
        return texts;
    }

    private void addEvents(MetricData metric, Target target, double events) {
        if (target.hasBuckets()) {
            list.refuse(metric.getName() + " is listed with bounds, but is a counter, whose single values are"
                    + " unknown: list its events");
        } else {
            target.add(events);
        }
    }

    private void addBuckets(MetricData metric, Target target, HistogramPointData point) {
        double factor = factor(metric, target, point.getCount());
        if (factor == 0) {
            return;
        }
        List<Double> bounds = point.getBoundaries();
        int[] buckets = new int[point.getCounts().size()];
        for (int i = 0; i < buckets.length; i++) {
            double above = i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1) * factor;
            double upTo = i == bounds.size() ? Double.POSITIVE_INFINITY : bounds.get(i) * factor;
            buckets[i] = target.bucketOf(above, upTo);
            if (buckets[i] < 0) {
                list.refuse(metric.getName() + " has the bounds " + bounds + " in " + metric.getUnit()
                        + ", but lacks a listed one of " + target + ": give the instrument these bounds by a View");
                return;
            }
        }
        for (int i = 0; i < buckets.length; i++) {
            target.addTo(buckets[i], point.getCounts().get(i));
        }
    }

    private void addBuckets(MetricData metric, Target target, ExponentialHistogramPointData point) {
        double factor = factor(metric, target, point.getCount());
        if (factor == 0) {
            return;
        }
        target.record(0, point.getZeroCount());
        List<Long> counts = new ArrayList<>(point.getPositiveBuckets().getBucketCounts());
        int offset = point.getPositiveBuckets().getOffset();
        for (int i = 0; i < counts.size(); i++) {
            // Bucket i has the values above base^(offset + i) and at most base^(offset + i + 1); base is 2^(2^-scale).
            double middle = Math.scalb(offset + i + 0.5, -point.getScale());
            target.record(Math.pow(2, middle) * factor, counts.get(i));
        }
    }

    /** The factor that converts values to the target's unit; 0 if nothing is left to count. */
    private double factor(MetricData metric, Target target, long events) {
        if (!target.hasBuckets()) {
            target.add((double) events);
            return 0;
        }
        double factor = target.factor(metric.getUnit());
        if (factor == 0) {
            list.refuse(metric.getName() + " is in " + (metric.getUnit().isEmpty() ? "no unit" : metric.getUnit())
                    + ", to which the listed bounds of " + target + " cannot be converted");
        }
        return factor;
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
