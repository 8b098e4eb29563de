/**
 * The transparency log: what the collection decided and what it published, append-only and signed. Module zips flow in
 * through {@link dev.limpid.server.log.TransparencyLog#append}; tiles, checkpoints, a Go module proxy with its checksum
 * database and a Maven repository flow out through {@link dev.limpid.server.log.LogResource}. What is acknowledged is
 * durable, what is signed was recomputed from what is stored. Specification: {@code spec/log.md}, {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.server.log;

import org.jspecify.annotations.NullMarked;
