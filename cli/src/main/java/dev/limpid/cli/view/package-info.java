/**
 * {@code limpid view}: a page for one person on one machine. What lies in the telemetry home comes in; pages go out
 * on a loopback port that only this person's browser is told of. Works without a network. Specified in
 * {@code spec/home.md}, "The local page".
 */
@NullMarked
package dev.limpid.cli.view;

import org.jspecify.annotations.NullMarked;
