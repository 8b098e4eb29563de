/**
 * What every command is made of: the homes it is about, how it speaks to its reader, and how its sentences fit a terminal. The
 * sentences lie beside it: {@code commands.properties} and {@code errors.properties}.
 */
@NullMarked
package dev.limpid.cli.command;

import org.jspecify.annotations.NullMarked;
