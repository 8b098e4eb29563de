/**
 * Follows the groups of a chart's stacks over some weeks, restores obfuscated names, and matches them with what the
 * maintainers know about them.
 *
 * <p>Uses {@code stacks} and the root package.
 */
@NullMarked
package dev.limpid.charts.triage;

import org.jspecify.annotations.NullMarked;
