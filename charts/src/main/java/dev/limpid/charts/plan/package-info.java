/**
 * What is asked, laid out for counting: from the decided charts, the configurations and the known margins to columns, splits
 * and the numbers of cells. Made once, immutable, and shared by all folds of it: {@link
 * dev.limpid.charts.plan.QuestionPlan}.
 *
 * <p>Uses the root package alone.
 */
@NullMarked
package dev.limpid.charts.plan;

import org.jspecify.annotations.NullMarked;
