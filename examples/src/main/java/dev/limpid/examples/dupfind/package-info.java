/**
 * {@code dupfind} finds files with the same content. A small, useful program, instrumented as yours might be: counters for what is
 * used, a histogram for how long searches take, a stack counter for errors that should never happen, and {@code dupfind telemetry} for
 * its users.
 */
@NullMarked
package dev.limpid.examples.dupfind;

import org.jspecify.annotations.NullMarked;
