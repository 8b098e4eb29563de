package dev.limpid.uploader.run;

import org.jspecify.annotations.Nullable;

/**
 * Kills a pass at its n-th change to files: that change and all later ones throw, so that no code on the way out can tidy
 * up, as after {@code kill -9}. {@link FaultInjectingClassLoader} makes every change ask here first.
 */
public final class CrashInjection implements AutoCloseable {

    /** What a killed process sees: nothing. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static volatile @Nullable CrashInjection active;

    private final int crashAt;
    private int changes;

    private CrashInjection(int crashAt) {
        this.crashAt = crashAt;
    }

    static CrashInjection at(int change) {
        CrashInjection points = new CrashInjection(change);
        active = points;
        return points;
    }

    /** Called before every change to a file. */
    @SuppressWarnings("unused") // by code that FaultInjectingClassLoader adds to classes of every package
    public static void beforeChange() {
        CrashInjection points = active;
        if (points != null) {
            points.change();
        }
    }

    /** How many changes there were, including the one that killed the pass. */
    synchronized int changes() {
        return changes;
    }

    @Override
    public void close() {
        active = null;
    }

    private synchronized void change() {
        if (++changes >= crashAt) {
            throw new Killed();
        }
    }
}
