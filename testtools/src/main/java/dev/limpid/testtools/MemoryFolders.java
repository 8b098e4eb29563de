package dev.limpid.testtools;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes the temporary folders of tests in {@code /dev/shm}, a file system in memory that Linux has, if there is enough
 * room; otherwise where Java makes them. Everything is a real file, but forcing one to the disk takes no time: a test
 * cannot cut the power, so it learns nothing while it waits for the disk. A module chooses this in
 * {@code junit-platform.properties}.
 */
public final class MemoryFolders implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");
    /** In a container the file system has often 64 MB. A test may need more, and a store wants some to be left. */
    private static final long ENOUGH = 2L << 30;

    private static final String PREFIX = "junit-";

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws IOException {
        return hasRoom() ? Files.createTempDirectory(MEMORY, PREFIX) : Files.createTempDirectory(PREFIX);
    }

    private static boolean hasRoom() throws IOException {
        try {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH;
        } catch (FileSystemException e) {
            return false;
        }
    }
}
