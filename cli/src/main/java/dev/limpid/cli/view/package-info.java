/**
 * {@code limpid view}: pages for one person on one machine. The input is the telemetry home; the output is pages on a loopback port
 * whose address only this person's browser gets. Works without a network. Specified in {@code spec/home.md}, "The local page".
 */
@NullMarked
package dev.limpid.cli.view;

import org.jspecify.annotations.NullMarked;
