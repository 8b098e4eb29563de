/**
 * HTTP messages as bytes that can be sealed (RFC 9292). Known-length and indeterminate-length messages are read, strictly;
 * known-length ones are written, padded to a size where that is asked for.
 */
@NullMarked
package dev.limpid.protocol.bhttp;

import org.jspecify.annotations.NullMarked;
