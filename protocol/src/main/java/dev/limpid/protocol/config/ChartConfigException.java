package dev.limpid.protocol.config;

import dev.limpid.protocol.text.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A chart config cannot be read; lists all its problems. */
public final class ChartConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ChartConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, in the order of the text; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
