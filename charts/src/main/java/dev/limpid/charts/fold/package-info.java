/**
 * Published answers become sums, in any order and any partition: {@link dev.limpid.charts.fold.AnswerFold}. Lines are read
 * from their bytes; sums are whole numbers, so that merging them gives the same to the bit; stacks are a sample of bounded
 * size.
 *
 * <p>Uses {@code plan}. What figures are made of the sums is nothing to a fold.
 */
@NullMarked
package dev.limpid.charts.fold;

import org.jspecify.annotations.NullMarked;
