/**
 * The user's side of the command line: {@code limpid on}, {@code env}, {@code preview} and so on, the same commands as a
 * subcommand of other programs, and the question for consent. The input is arguments and files of the telemetry home; the output is
 * sentences or JSON. The rules are in {@code dev.limpid.uploader} and {@code dev.limpid.counter.home}; the commands only call them and
 * show the results. This package joins the commands into one command line with help, manual pages and error messages; the commands are
 * in the packages below, grouped by what users do. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.cli;

import org.jspecify.annotations.NullMarked;
