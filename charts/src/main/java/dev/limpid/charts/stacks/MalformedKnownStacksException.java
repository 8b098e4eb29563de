package dev.limpid.charts.stacks;

import dev.limpid.protocol.text.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A file of known stacks that cannot be read, with everything that is wrong in it. */
public final class MalformedKnownStacksException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    MalformedKnownStacksException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the text; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
