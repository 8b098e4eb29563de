/**
 * A published chart in a terminal: found on a collection's site or among its files, drawn with characters as wide as the
 * terminal. What is drawn was computed by whoever published it; nothing is estimated here.
 */
@NullMarked
package dev.limpid.cli.chart;

import org.jspecify.annotations.NullMarked;
