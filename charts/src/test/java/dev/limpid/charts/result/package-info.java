/**
 * Whole chart sets of made-up and of real collections.
 */
@NullMarked
package dev.limpid.charts.result;

import org.jspecify.annotations.NullMarked;
