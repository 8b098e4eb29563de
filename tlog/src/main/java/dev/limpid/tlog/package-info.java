/**
 * The transparency log as pure arithmetic and text: no file, no socket, no clock. It takes bytes that somebody served
 * and returns values, or throws an exception that says whether the bytes were malformed ({@link
 * dev.limpid.tlog.LogFormatException}) or well formed without proving what they should ({@link
 * dev.limpid.tlog.ProofException}). Specification: {@code spec/log.md} and {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.tlog;

import org.jspecify.annotations.NullMarked;
