/**
 * Adds published answers up to sums, in any order and any partition: {@link dev.limpid.charts.fold.AnswerFold}. Lines
 * are read from their bytes. Sums are whole numbers, so that merging gives the same result to the bit. Stacks are kept
 * as a sample of bounded size.
 *
 * <p>Uses {@code plan}. A fold does not know which figures are computed from its sums.
 */
@NullMarked
package dev.limpid.charts.fold;

import org.jspecify.annotations.NullMarked;
