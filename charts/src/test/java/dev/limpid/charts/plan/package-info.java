/**
 * How a plan arranges the questions for counting.
 */
@NullMarked
package dev.limpid.charts.plan;

import org.jspecify.annotations.NullMarked;
