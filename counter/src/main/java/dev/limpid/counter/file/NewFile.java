package dev.limpid.counter.file;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Arrays;

/** Makes files that several processes may make at once, so that nobody ever opens half of one. */
final class NewFile {
    private NewFile() {}

    /** Throws for those who may not name the exception, since it would have to be read from the JDK to check them. */
    static void fail(String sentence) throws IOException {
        throw new IOException(sentence);
    }

    /**
     * Makes the file of this size: its beginning, then zeros. Leaves one alone that is there.
     *
     * @param chance tells this process's temporary file from others'
     */
    static void make(File file, byte[] head, int size, long chance) throws IOException {
        File fresh = new File(file.getParentFile(), "." + file.getName() + Long.toHexString(chance));
        try {
            try (FileOutputStream out = new FileOutputStream(fresh)) {
                out.write(Arrays.copyOf(head, size));
            }
            // A link, unlike a rename, fails if another process was faster: its file may be mapped already.
            Files.createLink(file.toPath(), fresh.toPath());
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | IOException e) {
            inPlace(file, head, size);
        } finally {
            fresh.delete();
        }
    }

    /**
     * Where the file system knows no links. Several processes may do this at once: all write the same header and the
     * same zero in a place that no record touches, as golang.org/x/telemetry does.
     */
    private static void inPlace(File file, byte[] head, int size) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            access.write(head);
            if (size > head.length) {
                access.seek(size - 1);
                access.write(0);
            }
        }
    }
}
