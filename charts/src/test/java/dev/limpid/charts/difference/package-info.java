/**
 * Which differences are named, in populations where there are some and where there are none.
 */
@NullMarked
package dev.limpid.charts.difference;

import org.jspecify.annotations.NullMarked;
