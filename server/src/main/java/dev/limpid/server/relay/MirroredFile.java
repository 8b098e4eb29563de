package dev.limpid.server.relay;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.tile.Tile;
import java.util.Optional;

/**
 * One of the files of a log that clients read to check the configuration ({@code spec/log.md}, "The client"). There are
 * three kinds, all of the configuration tree: its head, its tiles, and the zip of a configuration. They are the same
 * for all clients, and each client verifies them.
 *
 * @param path relative to the log's address
 * @param most the most bytes it may have
 * @param changes whether the file at this path may change
 */
record MirroredFile(String path, int most, boolean changes) {

    /** The most bytes that any file may have, as clients read no more. */
    static final int LONGEST = 4 << 20;

    private static final String TREE = "config/";
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int LONGEST_ENTRIES = Tile.FULL * 2048;
    private static final int LONGEST_HASHES = Tile.FULL * 32;

    /** The file at a path, if it is one of these. */
    static Optional<MirroredFile> of(String path) {
        if (path.equals(TREE + "checkpoint")) {
            return Optional.of(new MirroredFile(path, LONGEST_HEAD, true));
        }
        try {
            if (path.startsWith(TREE + "tile/")) {
                Tile tile = Tile.parse(path.substring(TREE.length()));
                return Optional.of(
                        new MirroredFile(path, tile.level() == Tile.ENTRIES ? LONGEST_ENTRIES : LONGEST_HASHES, false));
            }
            int version = path.indexOf("/@v/");
            if (version < 0 || !path.endsWith(".zip")) {
                return Optional.empty();
            }
            ModuleVersion.unescape(path.substring(version + "/@v/".length(), path.length() - ".zip".length()));
            return ModulePath.unescape(path.substring(0, version)).toString().endsWith("/config")
                    ? Optional.of(new MirroredFile(path, LONGEST, false))
                    : Optional.empty();
        } catch (LogFormatException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
