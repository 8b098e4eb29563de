/**
 * A witness: it records the last head of each log that it watches, and cosigns a newer one only with a proof that it
 * continues the recorded one (C2SP tlog-witness). In: requests of logs. Out: cosignatures. Specification:
 * {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.server.witness;

import org.jspecify.annotations.NullMarked;
