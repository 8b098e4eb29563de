package dev.limpid.protocol.review;

import dev.limpid.protocol.config.Problem;

/**
 * Something about a chart that a reviewer should know.
 *
 * @param severity whether it may stay
 * @param code a word for it, for programs and for looking it up in the documentation
 * @param problem the place, and what was found and what was expected
 * @param offer the text of charts that would mend it; empty if there is none
 */
public record Finding(Severity severity, String code, Problem problem, String offer) {

    /** Whether a finding stands in the way of a decision. */
    public enum Severity {
        /** The chart must not be decided as it is. */
        ERROR,
        /** Somebody should look and say why it is right. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
