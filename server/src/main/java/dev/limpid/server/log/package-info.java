/**
 * The transparency log of a collection: its configurations and its published data, append-only and signed. This package
 * contains the log as the server runs it, its keys and witnesses, and the check of everything stored.
 * {@link dev.limpid.server.log.tree} writes the tree, {@link dev.limpid.server.log.serve} serves it. Specification:
 * {@code spec/log.md}, {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.server.log;

import org.jspecify.annotations.NullMarked;
