/**
 * Prepares the questions for counting: turns the decided charts, the configurations and the known margins into columns,
 * splits and the numbers of cells. A plan is created once, immutable, and shared by all its folds: {@link
 * dev.limpid.charts.plan.QuestionPlan}.
 *
 * <p>Uses only the root package.
 */
@NullMarked
package dev.limpid.charts.plan;

import org.jspecify.annotations.NullMarked;
