package dev.limpid.server.runtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The parts opened so far. It closes all of them in reverse order, even if some fail to close. For one thread at a
 * time.
 */
public final class ResourceStack implements AutoCloseable {

    /** How a part is closed. */
    @FunctionalInterface
    public interface Closing {
        void close() throws IOException;
    }

    private final Deque<Closing> parts = new ArrayDeque<>();

    /** Adds a part, which is closed before all earlier ones. */
    public void add(Closing part) {
        parts.push(part);
    }

    /** Closes them because of a failure; closing errors are added to it as suppressed. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** @throws IOException the first failure, with the later ones suppressed; every part was tried */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Throwable e) { // an Error too: a store that stays open keeps its lock
                if (failure == null) {
                    failure = e instanceof IOException io ? io : new IOException(String.valueOf(e.getMessage()), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
