@NullMarked
package dev.limpid.protocol.chart;

import org.jspecify.annotations.NullMarked;
