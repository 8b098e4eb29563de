/**
 * The commands about published data, for everybody: compute charts from it, verify it, and query it. The formats are
 * specified in {@code spec/charts.md}.
 */
@NullMarked
package dev.limpid.dist.data;

import org.jspecify.annotations.NullMarked;
