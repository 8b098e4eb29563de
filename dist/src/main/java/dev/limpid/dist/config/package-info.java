/**
 * {@code limpid config}: the maintainers' side of the public process. The input is chart texts and configurations from
 * files; the output is reviews, plans and generated configurations. It decides nothing itself: the rules are in {@link
 * dev.limpid.protocol.config} and {@link dev.limpid.protocol.review}. See {@code docs/public-process.md}.
 */
@NullMarked
package dev.limpid.dist.config;

import org.jspecify.annotations.NullMarked;
