package dev.limpid.uploader.run;

import java.nio.file.Path;
import java.security.Permission;

/**
 * Kills whatever writes below a folder at its n-th write, rename or deletion: that one and all later ones throw, so that
 * nothing that runs on the way out can tidy up, as after {@code kill -9}. Works through the security manager, which Java
 * asks before each of them, and which newer ones no longer have.
 */
@SuppressWarnings("removal") // no other hook sees every change that the JDK makes to files
final class CrashPoints extends SecurityManager implements AutoCloseable {

    /** What a killed process sees: nothing. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final String folder;
    private final int crashAt;
    private int changes;

    private CrashPoints(Path folder, int crashAt) {
        this.folder = folder.toString();
        this.crashAt = crashAt;
    }

    static boolean arePossible() {
        return Runtime.version().feature() < 18;
    }

    static CrashPoints at(Path folder, int change) {
        CrashPoints points = new CrashPoints(folder, change);
        System.setSecurityManager(points);
        return points;
    }

    /** How many changes there were, the one that killed included. */
    int changes() {
        return changes;
    }

    @Override
    public void checkWrite(String file) {
        change(file);
    }

    @Override
    public void checkDelete(String file) {
        change(file);
    }

    @Override
    public void checkPermission(Permission permission) {}

    @Override
    public void checkPermission(Permission permission, Object context) {}

    @Override
    public void close() {
        System.setSecurityManager(null);
    }

    private void change(String file) {
        if (file.startsWith(folder) && ++changes >= crashAt) {
            throw new Killed();
        }
    }
}
