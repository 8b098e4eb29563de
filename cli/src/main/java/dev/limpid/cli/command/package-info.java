/**
 * What every command is made of: in which context it runs, the homes it is about, how it speaks to its reader, what it ends with, and
 * how its output fits a terminal or a program. Programs that add commands of their own may use {@link dev.limpid.cli.command.CommandContext},
 * {@link dev.limpid.cli.command.ExitCode}, {@link dev.limpid.cli.command.JsonOutput} and {@link dev.limpid.cli.command.PlainText}. The sentences
 * lie beside it: {@code commands.properties} and {@code errors.properties}.
 */
@NullMarked
package dev.limpid.cli.command;

import org.jspecify.annotations.NullMarked;
