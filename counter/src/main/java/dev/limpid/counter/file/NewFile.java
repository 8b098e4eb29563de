package dev.limpid.counter.file;

import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Arrays;

/** Creates files that several processes may create at once, so that no process ever opens an incomplete one. */
final class NewFile {
    private NewFile() {}

    /**
     * Throws for classes that must not name the exception, since its class would be read from the JDK to verify them.
     */
    static void fail(String sentence) throws IOException {
        throw new IOException(sentence);
    }

    /** Throws unless the file may be opened for writing. */
    static void check(File file) throws IOException {
        if (!TelemetryHome.mayWrite(file)) {
            fail(file.getName() + " is a link or not a regular file, expected a regular file");
        }
    }

    /**
     * The whole content of a regular file that is not a link; empty if there is no file. Throws if the file is large
     * compared with the available memory, which the program itself needs.
     */
    static byte[] read(File file) throws IOException {
        check(file);
        long size = file.length();
        if (size > Runtime.getRuntime().maxMemory() >> 4) {
            fail(file + " is too large");
        }
        return size == 0 ? new byte[0] : Files.readAllBytes(file.toPath());
    }

    /**
     * Creates the file with this size: its beginning, then zeros. Leaves an existing file alone, unless it is shorter
     * and begins in the same way: then a power cut or a full disk left it unfinished.
     *
     * @param chance distinguishes this process's temporary file from others
     */
    static void make(File file, byte[] head, int size, long chance) throws IOException {
        File fresh = new File(file.getParentFile(), "." + file.getName() + Long.toHexString(chance));
        try {
            try (FileOutputStream out = new FileOutputStream(fresh)) {
                out.write(Arrays.copyOf(head, size));
            }
            link(file, fresh);
            inPlace(file, head, size);
        } finally {
            fresh.delete();
        }
    }

    /**
     * A link, unlike a rename, does not replace a file that another process created meanwhile: it may be mapped
     * already.
     */
    private static void link(File file, File fresh) {
        try {
            Files.createLink(file.toPath(), fresh.toPath());
        } catch (UnsupportedOperationException | IOException e) {
            // The file exists already, or the file system does not support links.
            return;
        }
    }

    /**
     * Does what the link could not do. Several processes can do this at once: all write the same header and the same
     * zero in a place that no record touches, as golang.org/x/telemetry does.
     */
    private static void inPlace(File file, byte[] head, int size) throws IOException {
        check(file);
        if (file.length() >= size) {
            return;
        }
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            byte[] found = new byte[(int) Math.min(access.length(), head.length)];
            access.readFully(found);
            if (Arrays.equals(found, Arrays.copyOf(head, found.length))) {
                access.seek(0);
                access.write(head);
                if (size > head.length) {
                    access.seek(size - 1);
                    access.write(0);
                }
            }
        }
    }
}
