/**
 * The chart fold on Apache Spark: reads published answers from a disk or an object store and writes chart sets, the same bytes that one
 * machine computes. Specified in {@code spec/charts.md}; how to run it is in the module's README.
 */
@NullMarked
package dev.limpid.spark;

import org.jspecify.annotations.NullMarked;
