/**
 * The {@code limpid} command as people install it: the user's commands from {@code cli}, and beside them the commands of
 * those who run a collection. Nothing is decided here; commands parse, wire and print.
 */
@NullMarked
package dev.limpid.dist;

import org.jspecify.annotations.NullMarked;
