/**
 * Which differences are named, in populations with and without differences.
 */
@NullMarked
package dev.limpid.charts.difference;

import org.jspecify.annotations.NullMarked;
