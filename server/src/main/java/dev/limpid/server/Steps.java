package dev.limpid.server;

import dev.limpid.protocol.config.ChartConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Several things that are each tried whether or not the others succeed. For one thread. */
final class Steps {

    private final List<String> failed = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();

    @FunctionalInterface
    interface Step {
        void run() throws IOException, ChartConfigException, RefusedConfigException;
    }

    void attempt(String what, Step step) {
        try {
            step.run();
        } catch (IOException | ChartConfigException | RefusedConfigException | RuntimeException e) {
            failed.add(what + ": " + e.getMessage());
            failures.add(e);
        }
    }

    /** @throws IncompleteWorkException if any step failed */
    void end() throws IncompleteWorkException {
        if (!failures.isEmpty()) {
            IncompleteWorkException all = new IncompleteWorkException(String.join("; ", failed), failures.get(0));
            failures.subList(1, failures.size()).forEach(all::addSuppressed);
            throw all;
        }
    }
}
