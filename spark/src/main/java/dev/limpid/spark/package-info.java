/**
 * The chart fold on Apache Spark: published answers come in from a disk or an object store, chart sets go out,
 * the same bytes that one machine computes. Specified in {@code spec/charts.md}; how to run it is in the module's README.
 */
@NullMarked
package dev.limpid.spark;

import org.jspecify.annotations.NullMarked;
