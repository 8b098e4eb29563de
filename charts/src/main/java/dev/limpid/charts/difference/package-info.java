/**
 * Finds the differences between machines that a chart may call certain: between those with a value and all others, and
 * before and since a version. Differences that machines of several versions or one network may have caused are
 * excluded. The result is {@link dev.limpid.charts.Difference}. Package {@code compare} compares published chart sets.
 *
 * <p>Uses {@code estimate} and the packages that it uses.
 */
@NullMarked
package dev.limpid.charts.difference;

import org.jspecify.annotations.NullMarked;
