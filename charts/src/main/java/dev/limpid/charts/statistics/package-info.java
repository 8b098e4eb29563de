/**
 * The formulas: intervals of shares and counts, quantiles, how clearly two shares differ, many tests judged together. Each
 * names the paper that it is of. They take sums of squares and weights, and know nothing of answers, charts or weeks.
 *
 * <p>Uses the root package alone.
 */
@NullMarked
package dev.limpid.charts.statistics;

import org.jspecify.annotations.NullMarked;
