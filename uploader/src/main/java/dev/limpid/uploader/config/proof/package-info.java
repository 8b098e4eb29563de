/**
 * What is believed of fetched bytes: a head that follows the one seen last, signed and cosigned, an entry below it, and the module that
 * it names. A {@link dev.limpid.uploader.config.proof.VerifiedConfig} goes out, or an exception of the right kind. Specified in
 * {@code spec/log.md}.
 */
@NullMarked
package dev.limpid.uploader.config.proof;

import org.jspecify.annotations.NullMarked;
