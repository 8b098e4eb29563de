/**
 * Sending: the bytes of an upload report go out, and one of three answers comes back: accepted, refused for good, or
 * not now. Nothing else of this machine travels with them. Specified in {@code spec/home.md}, "Sending".
 */
@NullMarked
package dev.limpid.uploader.send;

import org.jspecify.annotations.NullMarked;
