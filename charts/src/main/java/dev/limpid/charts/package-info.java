/**
 * Charts: what a collection's answers say, and how sure one can be. Answers go in one by one, in any order and any
 * partition; a {@link dev.limpid.charts.ChartSet} comes out, the same to the byte. Values only, no I/O. Specified in
 * {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.charts;

import org.jspecify.annotations.NullMarked;
