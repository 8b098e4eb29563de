package dev.limpid.server.settings;

import java.util.List;

/** A configuration file cannot be used. It contains every problem, each with its line. */
public final class InvalidSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of the file: {@code limpid.conf:3: …}. */
    public List<String> problems() {
        return problems;
    }
}
