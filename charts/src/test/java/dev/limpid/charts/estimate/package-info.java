/**
 * Estimates, checked with simulated populations.
 */
@NullMarked
package dev.limpid.charts.estimate;

import org.jspecify.annotations.NullMarked;
