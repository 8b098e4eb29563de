package dev.limpid.server.log.tree;

import dev.limpid.server.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A disk that fails once, at the n-th file written, like a full or dying one, or like a killed process. */
final class FailingDisk implements LogDisk {

    /** What is left of the file that was being written. */
    enum Left {
        /** Nothing: the process was killed before the write. */
        NOTHING,
        /** Half of it under its temporary name. */
        HALF,
        /** All of it: only the reply was lost. */
        ALL
    }

    private final LogDisk disk = new QuickDisk();
    private final int fatal;
    private final Left left;
    private int written;

    FailingDisk(int fatal, Left left) {
        this.fatal = fatal;
        this.left = left;
    }

    @Override
    public void write(Map<Path, byte[]> files) throws IOException {
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            if (written++ == fatal) {
                if (left == Left.ALL) {
                    disk.write(Map.of(file.getKey(), file.getValue()));
                } else if (left == Left.HALF) {
                    Path unfinished = DurableFile.unfinished(file.getKey());
                    Files.createDirectories(unfinished.resolve("..").normalize());
                    Files.write(unfinished, Arrays.copyOf(file.getValue(), file.getValue().length / 2));
                }
                throw new IOException("injected failure at " + file.getKey());
            }
            disk.write(Map.of(file.getKey(), file.getValue()));
        }
    }
}
