/**
 * The base of every command: the homes that it works on, the language of its output, and wrapping to the terminal's width. The texts
 * are in {@code commands.properties} and {@code errors.properties}.
 */
@NullMarked
package dev.limpid.cli.command;

import org.jspecify.annotations.NullMarked;
