/**
 * What a program and its commands share: where and for whom a command runs, what it ends with, and how it prints lines and JSON.
 * A program hands {@link dev.limpid.cli.context.CommandContext} to {@link dev.limpid.cli.UserCommands}; one that adds
 * commands of its own may use the others as well.
 */
@NullMarked
package dev.limpid.cli.context;

import org.jspecify.annotations.NullMarked;
