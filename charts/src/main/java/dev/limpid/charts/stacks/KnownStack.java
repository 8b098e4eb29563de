package dev.limpid.charts.stacks;

import java.util.List;
import java.util.Optional;

/**
 * Something that a program's maintainers know about some of its stacks.
 *
 * @param issue the issue that deals with it; empty for the maintainers' own trials, which are listed separately
 * @param about a description; may be empty if there is an issue
 * @param stack the condition that these stacks meet
 * @param fixed the first version in which they should no longer occur
 */
public record KnownStack(Optional<String> issue, String about, Condition stack, Optional<String> fixed) {

    /** Whether the stacks come from the maintainers' own trials. */
    public boolean isTestCrash() {
        return issue.isEmpty();
    }

    /** Whether a stack with these frames is one of these. */
    public boolean matches(List<String> frames) {
        return stack.holds(frames);
    }

    /** The issue, or the description of the trial. */
    public String name() {
        return issue.orElse(about);
    }
}
