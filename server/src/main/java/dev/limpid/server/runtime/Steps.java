package dev.limpid.server.runtime;

import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.server.configuration.RefusedConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs several steps, each of them whether or not the others succeed. For one thread. */
public final class Steps {

    private final List<String> failed = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @FunctionalInterface
    public interface Step {
        void run() throws IOException, ChartConfigException, RefusedConfigException;
    }

    /**
     * Runs a step and remembers its failure. Errors count as failures, too: one step that runs out of memory is no
     * reason to skip the others.
     */
    public void attempt(String what, Step step) {
        try {
            step.run();
        } catch (Throwable e) {
            failed.add(what + ": " + (e instanceof Error ? e.toString() : e.getMessage()));
            failures.add(e);
        }
    }

    /** @throws IncompleteWorkException if any step failed */
    public void throwIfAnyFailed() throws IncompleteWorkException {
        if (!failures.isEmpty()) {
            IncompleteWorkException all = new IncompleteWorkException(String.join("; ", failed), failures.get(0));
            failures.subList(1, failures.size()).forEach(all::addSuppressed);
            throw all;
        }
    }
}
