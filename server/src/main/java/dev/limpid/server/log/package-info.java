/**
 * The transparency log of a collection: what it decided and what it published, append-only and signed. Here are the log as the
 * server runs it, its keys and witnesses, and the check of all that is stored. {@link dev.limpid.server.log.tree} writes the
 * tree, {@link dev.limpid.server.log.serve} hands it out. Specification: {@code spec/log.md}, {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.server.log;

import org.jspecify.annotations.NullMarked;
