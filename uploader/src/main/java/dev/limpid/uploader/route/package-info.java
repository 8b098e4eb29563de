/**
 * How answers leave this machine and configurations reach it: through the collection's relays, through a relay that the
 * user chose, or directly. Input: what the collection names and what the user chose. Output: one sender for answers and
 * one source of configurations, which take the same way. Specified in {@code spec/oblivious.md}, "Which way an answer
 * goes" and "The log at a relay".
 */
@NullMarked
package dev.limpid.uploader.route;

import org.jspecify.annotations.NullMarked;
