/**
 * Draws up the chart set of a period from a fold: {@link dev.limpid.charts.draw.ChartSetBuilder}. Here it is decided what a
 * chart shows, what it says beside its figures, and which weeks have no intervals.
 *
 * <p>Uses {@code difference} and what that uses, and {@code stacks}.
 */
@NullMarked
package dev.limpid.charts.draw;

import org.jspecify.annotations.NullMarked;
