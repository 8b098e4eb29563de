/**
 * The transparency log as pure arithmetic and text: no file, no socket, no clock. What flows in are bytes that somebody
 * served; what flows out are values, or an exception that says whether the bytes were malformed ({@link
 * dev.limpid.tlog.LogFormatException}) or well formed but proving nothing ({@link dev.limpid.tlog.ProofException}).
 * Specification: {@code spec/log.md} and {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.tlog;

import org.jspecify.annotations.NullMarked;
