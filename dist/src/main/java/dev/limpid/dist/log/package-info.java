/**
 * {@code limpid log} and {@code limpid witness}: the operator's side of the transparency log. The input is folders; the
 * output is facts to copy, findings and exports. The rules are in {@link dev.limpid.server.log} and {@link
 * dev.limpid.server.witness}; see {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.dist.log;

import org.jspecify.annotations.NullMarked;
