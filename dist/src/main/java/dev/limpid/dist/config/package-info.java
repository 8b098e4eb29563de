/**
 * {@code limpid config}: the maintainers' side of the public process. Chart texts and configurations flow in from files,
 * reviews, plans and generated configurations flow out. Decides nothing itself: the rules are those of
 * {@link dev.limpid.protocol.config} and {@link dev.limpid.protocol.review}. See {@code docs/public-process.md}.
 */
@NullMarked
package dev.limpid.dist.config;

import org.jspecify.annotations.NullMarked;
