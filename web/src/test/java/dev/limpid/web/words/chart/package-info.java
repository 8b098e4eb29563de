@NullMarked
package dev.limpid.web.words.chart;

import org.jspecify.annotations.NullMarked;
