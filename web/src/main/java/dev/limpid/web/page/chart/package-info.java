/**
 * The pages of charts: the list of charts, a search in it, one chart with its parts, and a chart to embed elsewhere.
 */
@NullMarked
package dev.limpid.web.page.chart;

import org.jspecify.annotations.NullMarked;
