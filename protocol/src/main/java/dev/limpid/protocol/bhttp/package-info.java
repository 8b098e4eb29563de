/**
 * HTTP messages as bytes that can be sealed (RFC 9292). The strict reader takes known-length and indeterminate-length
 * messages; the writer makes known-length ones.
 */
@NullMarked
package dev.limpid.protocol.bhttp;

import org.jspecify.annotations.NullMarked;
