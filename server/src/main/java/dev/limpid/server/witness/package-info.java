/**
 * A witness: it remembers the last head of each log that it watches and cosigns a newer one only if that proves to be a
 * continuation (C2SP tlog-witness). Requests of logs flow in, cosignatures flow out. Specification: {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.server.witness;

import org.jspecify.annotations.NullMarked;
