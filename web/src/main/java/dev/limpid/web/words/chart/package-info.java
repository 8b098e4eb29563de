/**
 * Sentences about the figures of a chart: notes, differences, limits, small samples.
 */
@NullMarked
package dev.limpid.web.words.chart;

import org.jspecify.annotations.NullMarked;
