/**
 * A strict reader for JSON that others wrote: every member known, each given once, nothing after the end. Wraps a
 * Jackson parser; messages say what was found, where, and what was expected.
 */
@NullMarked
package dev.limpid.protocol.json;

import org.jspecify.annotations.NullMarked;
