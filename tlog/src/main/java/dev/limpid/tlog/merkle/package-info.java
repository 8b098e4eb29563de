/** The Merkle tree of RFC 6962: hashes, inclusion and consistency proofs, made from the nodes of a tree and verified against its root. Leaf hashes and proofs flow in, roots and verdicts flow out. Specification: {@code spec/log.md}. */
@NullMarked
package dev.limpid.tlog.merkle;

import org.jspecify.annotations.NullMarked;
