/**
 * Shows a published chart in a terminal: reads it from a collection's site or files, and draws it with characters across the terminal's
 * width. The publisher computed the figures; nothing is estimated here.
 */
@NullMarked
package dev.limpid.cli.chart;

import org.jspecify.annotations.NullMarked;
