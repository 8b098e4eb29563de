/**
 * The {@code limpid} command as people install it: the user's commands from {@code cli}, and the commands for those who
 * run a collection. Commands parse, wire and print; they decide nothing.
 */
@NullMarked
package dev.limpid.dist;

import org.jspecify.annotations.NullMarked;
