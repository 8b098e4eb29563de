package dev.limpid.charts.stacks;

import java.util.List;
import java.util.Optional;

/**
 * What a program's maintainers know of some of its stacks.
 *
 * @param issue where it is dealt with; empty for trials of their own, which are kept apart
 * @param about what it is, in words; may be empty where there is an issue
 * @param stack which stacks these are
 * @param fixed the first version in which they should not come any more
 */
public record KnownStack(Optional<String> issue, String about, Condition stack, Optional<String> fixed) {

    /** Whether the stacks come from the maintainers' own trials. */
    public boolean isTrial() {
        return issue.isEmpty();
    }

    /** Whether it claims a stack. */
    public boolean claims(List<String> frames) {
        return stack.holds(frames);
    }

    /** The issue, or what the trial is. */
    public String name() {
        return issue.orElse(about);
    }
}
