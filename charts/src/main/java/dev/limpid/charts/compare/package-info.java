/**
 * Published chart sets held against each other: two sides of one chart, a week and the one before, a quarter or a year ago, and
 * the figures of two years in one line. Made of published figures alone, so that anybody gets the same.
 *
 * <p>Uses {@code statistics} and the root package, and nothing that knows of answers.
 */
@NullMarked
package dev.limpid.charts.compare;

import org.jspecify.annotations.NullMarked;
