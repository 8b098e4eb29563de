/**
 * The commands about published data, for everybody: compute charts from it, check it, ask it questions. What they read
 * and write is specified in {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.dist.data;

import org.jspecify.annotations.NullMarked;
