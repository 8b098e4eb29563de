/** How a tree lies in tiles of 256 hashes (C2SP tlog-tiles) and in those of the Go checksum database, which are the same bytes under other names. Specification: {@code spec/log.md}. */
@NullMarked
package dev.limpid.tlog.tile;

import org.jspecify.annotations.NullMarked;
