package dev.limpid.server.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that one operation fills. If the operation fails, {@link #close} removes what it made, including parent
 * folders, so that a retry starts from the same state. Nothing else may write there in the meantime.
 *
 * <p>For one thread at a time.
 */
final class NewFolder implements AutoCloseable {

    private final Path folder;
    private final Path highestMade;
    private final boolean wasThere;
    private boolean kept;

    private NewFolder(Path folder, Path highestMade, boolean wasThere) {
        this.folder = folder;
        this.highestMade = highestMade;
        this.wasThere = wasThere;
    }

    /** A folder that is new or empty. */
    static NewFolder at(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        Path highest = whole;
        for (Path above = whole; above != null && !Files.exists(above); above = above.getParent()) {
            highest = above;
        }
        return new NewFolder(whole, highest, Files.exists(whole));
    }

    /** Keeps the folder: the operation succeeded. */
    void commit() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (kept || !Files.isDirectory(highestMade)) {
            return;
        }
        List<Path> made;
        try (Stream<Path> all = Files.walk(highestMade)) {
            made = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : made) {
            if (!wasThere || !path.equals(folder)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
