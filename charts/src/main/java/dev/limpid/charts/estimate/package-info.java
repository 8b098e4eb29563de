/**
 * Computes figures from sums. Each answer is weighted by the rate at which it was asked for, large weights are trimmed,
 * large totals are clipped, and known margins are matched. {@link dev.limpid.charts.estimate.ChartWeeks} has all
 * estimates of one chart over some weeks.
 *
 * <p>Uses {@code fold}, {@code plan}, {@code statistics} and the root package.
 */
@NullMarked
package dev.limpid.charts.estimate;

import org.jspecify.annotations.NullMarked;
