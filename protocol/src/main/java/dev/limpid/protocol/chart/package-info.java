/**
 * A chart that was decided in public: what it counts, of which program and versions, and for how long.
 * Specified in {@code spec/chart-config.md}.
 */
@NullMarked
package dev.limpid.protocol.chart;

import org.jspecify.annotations.NullMarked;
