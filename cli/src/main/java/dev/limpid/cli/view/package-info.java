/**
 * {@code limpid view}: a page for one person on one machine. Everything counted, approved and sent comes in; HTML goes out
 * on a loopback port that only this person's browser is told of. Works without a network. Specified in
 * {@code spec/home.md}, "The local page".
 */
@NullMarked
package dev.limpid.cli.view;

import org.jspecify.annotations.NullMarked;
