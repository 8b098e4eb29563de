/**
 * What can be put together again from published answers. Homes with lasting habits are made up, answer by the rule that
 * ships, and are published as they would be; then somebody who has only the published lines tries to find each home again
 * a week later, and to find the other charts of a home of which one rare counter is known. The same homes are published
 * in one line each, as it was done before there were answers, for comparison.
 *
 * <pre>
 *   Population → Report of a week → AnsweredWeek (truth and lines) → Table → Likeness → Matching → share linked
 * </pre>
 */
@NullMarked
package dev.limpid.benchmarks.linking;

import org.jspecify.annotations.NullMarked;
