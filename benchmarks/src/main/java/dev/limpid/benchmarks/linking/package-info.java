/**
 * What can be reconstructed from published answers. Simulated homes with lasting habits answer by the production rule, and their
 * answers are published as usual. Then an attacker who has only the published lines tries to find each home again a week later, and to
 * find the other charts of a home of which one rare counter is known. For comparison, the same homes are published in one line each, as
 * before answers existed.
 *
 * <pre>
 *   Population → Report of a week → AnsweredWeek (truth and lines) → SimilarityScores → HomeMatching → share linked
 * </pre>
 */
@NullMarked
package dev.limpid.benchmarks.linking;

import org.jspecify.annotations.NullMarked;
