/**
 * Sending: the bytes of an answer go out, and one of three things comes back: accepted, refused for good, or not
 * now. Nothing else of this machine travels with them. Specified in {@code spec/home.md}, "Sending".
 */
@NullMarked
package dev.limpid.uploader.send;

import org.jspecify.annotations.NullMarked;
