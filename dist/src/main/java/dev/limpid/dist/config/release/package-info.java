/**
 * Looks up which versions of a program were released: in Maven repositories according to the user's settings, at Go
 * module proxies, or as a chart lists them by hand. The input is release sources; the output is lists of versions.
 */
@NullMarked
package dev.limpid.dist.config.release;

import org.jspecify.annotations.NullMarked;
