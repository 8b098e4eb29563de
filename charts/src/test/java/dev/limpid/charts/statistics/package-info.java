/**
 * The formulas, compared with published values and with simulations.
 */
@NullMarked
package dev.limpid.charts.statistics;

import org.jspecify.annotations.NullMarked;
