/**
 * A module as the log publishes it: its path, its version, its zip, the hashes of the zip and of go.mod, and the record
 * that becomes an entry of the tree (Go module and checksum database formats). Specification: {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.tlog.module;

import org.jspecify.annotations.NullMarked;
