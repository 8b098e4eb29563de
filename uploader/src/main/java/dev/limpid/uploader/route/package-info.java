/**
 * The way out of this machine and back: through the collection's relays, through one of the user's own, or directly. What
 * the collection names and the user chose flow in; one sender for answers and one source of configurations flow out, and
 * both take the same way. Specified in {@code spec/oblivious.md}, "Which way an answer goes" and
 * "The log at a relay".
 */
@NullMarked
package dev.limpid.uploader.route;

import org.jspecify.annotations.NullMarked;
