/**
 * Whole chart sets of made-up and of real collections.
 */
@NullMarked
package dev.limpid.charts.draw;

import org.jspecify.annotations.NullMarked;
