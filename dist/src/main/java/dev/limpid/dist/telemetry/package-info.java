/**
 * The {@code limpid} command's own counters, as in any program that embeds Limpid: which of its commands was run, and
 * how it ended. Names come from a fixed list, never from what a user typed. {@code dist/charts.txt} explains what they
 * are for.
 */
@NullMarked
package dev.limpid.dist.telemetry;

import org.jspecify.annotations.NullMarked;
