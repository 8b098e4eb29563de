/**
 * Any order and any partition of answers gives the same sums.
 */
@NullMarked
package dev.limpid.charts.fold;

import org.jspecify.annotations.NullMarked;
