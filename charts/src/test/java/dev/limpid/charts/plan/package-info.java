/**
 * How a plan lays out what is asked.
 */
@NullMarked
package dev.limpid.charts.plan;

import org.jspecify.annotations.NullMarked;
