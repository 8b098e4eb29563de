/**
 * Compares published chart sets: two sides of one chart, a week with the week before or with a quarter or a year ago,
 * and the figures of two years in one line. It uses published figures alone, so anybody gets the same results.
 *
 * <p>Uses {@code statistics} and the root package, and nothing that reads answers.
 */
@NullMarked
package dev.limpid.charts.compare;

import org.jspecify.annotations.NullMarked;
