/**
 * {@code limpid log} and {@code limpid witness}: the operator's side of the transparency log. Folders flow in, facts to
 * copy, findings and exports flow out. The rules are those of {@link dev.limpid.server.log} and
 * {@link dev.limpid.server.witness}; see {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.dist.log;

import org.jspecify.annotations.NullMarked;
