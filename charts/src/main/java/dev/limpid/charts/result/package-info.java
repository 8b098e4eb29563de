/**
 * Builds the chart set of a period from a fold: {@link dev.limpid.charts.result.ChartSetBuilder}. Decides what a chart
 * shows, which notes accompany its figures, and which weeks have no intervals.
 *
 * <p>Uses {@code difference} and the packages that it uses, and {@code stacks}.
 */
@NullMarked
package dev.limpid.charts.result;

import org.jspecify.annotations.NullMarked;
