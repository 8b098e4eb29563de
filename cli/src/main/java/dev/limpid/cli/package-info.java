/**
 * The user's side of the command line: {@code limpid on}, {@code env}, {@code preview} and so on, the same commands as a
 * subcommand of other programs, and the asking for consent. Words and files of the telemetry home come in; sentences or
 * JSON go out. What the commands do is decided in {@code dev.limpid.uploader} and {@code dev.limpid.counter.home}; here
 * it is only asked for and shown. Here they become one command line, with its help, its manual pages and what it says of mistakes;
 * what they do is in the packages below, by what users do. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.cli;

import org.jspecify.annotations.NullMarked;
