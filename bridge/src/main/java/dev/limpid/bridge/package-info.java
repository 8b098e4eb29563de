/**
 * The list by which a bridge counts what a program already measures. Each entry names a measurement, the relevant tags
 * with all of their values, the bounds of its buckets, and the counters that are made from it. What is not listed is
 * not counted.
 */
@NullMarked
package dev.limpid.bridge;

import org.jspecify.annotations.NullMarked;
