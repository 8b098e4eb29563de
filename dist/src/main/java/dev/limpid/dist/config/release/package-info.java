/**
 * Looks up which versions of a program were released: in Maven repositories the way the user's settings say, at Go
 * module proxies, or in what a chart says by hand. Release sources flow in, lists of versions flow out.
 */
@NullMarked
package dev.limpid.dist.config.release;

import org.jspecify.annotations.NullMarked;
