package dev.limpid.counter.file;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files that several processes may make at once, so that nobody ever opens half of one. */
final class NewCountFile {
    private NewCountFile() {}

    /** Makes the file with its first page; leaves one alone that is there. */
    static void make(File file, byte[] header) throws IOException {
        byte[] page = new byte[CountFormat.PAGE];
        System.arraycopy(header, 0, page, 0, header.length);
        Path target = file.toPath();
        Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), ".count", ".tmp");
        try {
            Files.write(fresh, page);
            // A link, unlike a rename, fails if another process was faster: its file may be mapped already.
            Files.createLink(target, fresh);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | IOException e) {
            inPlace(file, header);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Gives a whole file its name unless another process has given that name to its own; then removes it. */
    static void publish(File fresh, File target) throws IOException {
        try {
            Files.createLink(target.toPath(), fresh.toPath());
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | IOException e) {
            fresh.renameTo(target);
        } finally {
            Files.deleteIfExists(fresh.toPath());
        }
    }

    /**
     * Where the file system knows no links. Several processes may do this at once: all write the same header and the
     * same zeros in a place that no record touches, as golang.org/x/telemetry does.
     */
    private static void inPlace(File file, byte[] header) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            access.write(header);
            access.seek(CountFormat.PAGE - Integer.BYTES);
            access.write(new byte[Integer.BYTES]);
        }
    }
}
