/**
 * The list by which a bridge counts what a program measures already: each entry names a measurement, the tags that matter
 * with all of their values, the bounds of its buckets, and the counters that are made of it. What is not listed is not counted.
 */
@NullMarked
package dev.limpid.bridge;

import org.jspecify.annotations.NullMarked;
