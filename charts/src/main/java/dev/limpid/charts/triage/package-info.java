/**
 * The groups of a chart's stacks over some weeks, with their names made readable, held against what the maintainers know of
 * them.
 *
 * <p>Uses {@code stacks} and the root package.
 */
@NullMarked
package dev.limpid.charts.triage;

import org.jspecify.annotations.NullMarked;
