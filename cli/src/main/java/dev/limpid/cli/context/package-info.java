/**
 * What a program and its commands share: the context in which a command runs, its exit codes, and how it prints lines and JSON. A
 * program passes {@link dev.limpid.cli.context.CommandContext} to {@link dev.limpid.cli.UserCommands}; one that adds commands of its
 * own can use the other classes as well.
 */
@NullMarked
package dev.limpid.cli.context;

import org.jspecify.annotations.NullMarked;
