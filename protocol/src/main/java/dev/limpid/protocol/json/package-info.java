/**
 * Strict reading of JSON that others wrote: every member known, each given once, nothing after the end. Wraps one
 * Jackson parser; what is wrong is said with what was found, where, and what was expected.
 */
@NullMarked
package dev.limpid.protocol.json;

import org.jspecify.annotations.NullMarked;
