/**
 * Charts: what the answers of a collection show, and how certain that is. The input is answers, one by one, in any
 * order and any partition; the output is a {@link dev.limpid.charts.ChartSet}, always the same bytes for the same
 * answers. Values only, no I/O. Specified in {@code spec/charts.md}.
 *
 * <p>This package has what is published: a chart set with its figures, and its JSON and CSV. The packages below it:
 *
 * <pre>
 *   statistics   formulas: intervals, quantiles, tests          plan    what is asked, arranged for counting
 *         |                                                       |
 *         |                                                     fold    answers become sums
 *         |                                                       |
 *         +------------------------ estimate -------------------- +     sums become figures with intervals
 *         |                             |
 *         |                         difference                          differences between machines that are certain
 *         |                             |
 *         |                          result                             figures become a chart set
 *         |
 *      compare                                                          chart sets compared with each other
 *      triage                                                           stacks of chart sets matched with known issues
 * </pre>
 *
 * <p>Each package uses those above it along its line, and this package. This package uses only {@code json} and
 * {@code stacks}.
 */
@NullMarked
package dev.limpid.charts;

import org.jspecify.annotations.NullMarked;
