/**
 * How a tree is stored in tiles of 256 hashes (C2SP tlog-tiles). The tiles of the Go checksum database are the same
 * bytes under other names. Specification: {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.tlog.tile;

import org.jspecify.annotations.NullMarked;
