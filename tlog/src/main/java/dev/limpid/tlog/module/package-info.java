/** The module that the log holds: its path, its versions, its zip, the hashes of both and the record that becomes an entry of the tree (Go module and checksum database formats). Specification: {@code spec/module.md}. */
@NullMarked
package dev.limpid.tlog.module;

import org.jspecify.annotations.NullMarked;
