/**
 * The collection configuration that the user's machine trusts: fetched from the collection's log through any mirror
 * ({@code source}), proven against the head that this machine saw last ({@code proof}), and stored by this package in
 * {@code config/} of the telemetry home. Input: bytes that anybody may have served. Output: a
 * {@link dev.limpid.uploader.config.proof.VerifiedConfig}, or an exception whose type says whether the network failed,
 * what was served proves nothing, or the log itself is dishonest. Specification: {@code spec/log.md},
 * {@code spec/module.md}.
 */
@NullMarked
package dev.limpid.uploader.config;

import org.jspecify.annotations.NullMarked;
