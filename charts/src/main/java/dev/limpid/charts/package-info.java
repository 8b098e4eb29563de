/**
 * Charts: what a collection's answers say, and how sure one can be. Answers go in one by one, in any order and any
 * partition; a {@link dev.limpid.charts.ChartSet} comes out, the same to the byte. Values only, no I/O. Specified in
 * {@code spec/charts.md}.
 *
 * <p>In this package lies what is published: a chart set with its figures, and its JSON and CSV. The rooms behind it:
 *
 * <pre>
 *   statistics   formulas: intervals, quantiles, tests          plan    what is asked, laid out for counting
 *         |                                                       |
 *         |                                                     fold    answers become sums
 *         |                                                       |
 *         +------------------------ estimate -------------------- +     sums become figures with intervals
 *         |                             |
 *         |                         difference                          differences between machines that are certain
 *         |                             |
 *         |                           draw                              figures become a chart set
 *         |
 *      compare                                                          chart sets held against each other
 *      triage                                                           stacks of chart sets held against what is known
 * </pre>
 *
 * <p>Each sees those above it on its way, and this package. This package sees {@code json} and {@code stacks} alone.
 */
@NullMarked
package dev.limpid.charts;

import org.jspecify.annotations.NullMarked;
