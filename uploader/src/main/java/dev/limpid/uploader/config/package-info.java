/**
 * The collection configuration as the user's machine believes it: fetched from the collection's log through any mirror
 * ({@code source}), proven against the head that this machine saw last ({@code proof}), kept here, in {@code config/} of the
 * telemetry home. Bytes that anybody may have served flow in; a {@link dev.limpid.uploader.config.proof.VerifiedConfig} flows out, or an exception of the right
 * kind: the network failed, what was served proves nothing, or the log itself is dishonest. Specification:
 * {@code spec/log.md}, {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.uploader.config;

import org.jspecify.annotations.NullMarked;
