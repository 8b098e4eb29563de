/**
 * Groups of stacks over some weeks.
 */
@NullMarked
package dev.limpid.charts.triage;

import org.jspecify.annotations.NullMarked;
