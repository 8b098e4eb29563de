/**
 * The formulas, held against published values and by simulation.
 */
@NullMarked
package dev.limpid.charts.statistics;

import org.jspecify.annotations.NullMarked;
