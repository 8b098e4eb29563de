/**
 * The formulas: intervals of shares and counts, quantiles, how clearly two shares differ, and multiple testing. Each
 * names the paper it comes from. They work on sums of squares and weights, and know nothing of answers, charts or
 * weeks.
 *
 * <p>Uses only the root package.
 */
@NullMarked
package dev.limpid.charts.statistics;

import org.jspecify.annotations.NullMarked;
