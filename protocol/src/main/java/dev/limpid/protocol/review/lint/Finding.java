package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.text.Problem;

/**
 * Something about a chart that a reviewer should know.
 *
 * @param severity how serious it is
 * @param code a code for programs, which the documentation explains
 * @param problem the place, what was found and what was expected
 * @param suggestion the text of charts that would fix it; empty if there is none
 */
public record Finding(Severity severity, String code, Problem problem, String suggestion) {

    /** Whether a finding prevents a decision. */
    public enum Severity {
        /** The chart must not be decided in this form. */
        ERROR,
        /** Somebody should check it, and say why it is right. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }
}
