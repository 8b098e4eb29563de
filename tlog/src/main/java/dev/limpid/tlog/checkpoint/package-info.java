/**
 * What a log and its witnesses sign: checkpoints, cosignatures, the policy that defines how many are enough, and proof
 * files (C2SP tlog-checkpoint, tlog-cosignature, tlog-policy, tlog-proof). Specification: {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.tlog.checkpoint;

import org.jspecify.annotations.NullMarked;
