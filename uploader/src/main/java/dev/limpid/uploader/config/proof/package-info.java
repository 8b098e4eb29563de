/**
 * Verifies fetched bytes: a signed and cosigned head that follows the one seen last, an entry under that head, and the
 * module that the entry names. Output: a {@link dev.limpid.uploader.config.proof.VerifiedConfig}, or an exception whose
 * type says what is wrong. Specified in {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.uploader.config.proof;

import org.jspecify.annotations.NullMarked;
