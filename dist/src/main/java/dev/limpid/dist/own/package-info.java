/**
 * What the {@code limpid} command counts of itself, as any program that embeds Limpid does: which of its commands was run, and
 * how it ended. Names from a fixed list go in; nothing that a user typed does. {@code dist/charts.txt} says what they are for.
 */
@NullMarked
package dev.limpid.dist.own;

import org.jspecify.annotations.NullMarked;
