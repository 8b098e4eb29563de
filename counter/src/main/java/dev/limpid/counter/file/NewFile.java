package dev.limpid.counter.file;

import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Arrays;

/** Makes files that several processes may make at once, so that nobody ever opens half of one. */
final class NewFile {
    private NewFile() {}

    /** Throws for those who may not name the exception, since it would have to be read from the JDK to check them. */
    static void fail(String sentence) throws IOException {
        throw new IOException(sentence);
    }

    /** Throws unless the file may be opened to be written. */
    static void check(File file) throws IOException {
        if (!TelemetryHome.mayWrite(file)) {
            fail(file.getName() + " is a link or no regular file, expected a regular file");
        }
    }

    /**
     * The whole of a file that is regular and no link; nothing if there is none. Not of one that is large beside the memory that
     * the program has: that is the program's.
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
     * Makes the file of this size: its beginning, then zeros. Leaves one alone that is there, unless it is shorter and was
     * to become the same: a power cut or a full disk left it unfinished.
     *
     * @param chance tells this process's temporary file from others'
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

    /** A link, unlike a rename, leaves alone what another process made meanwhile: it may be mapped already. */
    private static void link(File file, File fresh) {
        try {
            Files.createLink(file.toPath(), fresh.toPath());
        } catch (UnsupportedOperationException | IOException e) {
            // It is there already, or the file system knows no links.
            return;
        }
    }

    /**
     * What a link did not do. Several processes may do this at once: all write the same header and the same zero in a
     * place that no record touches, as golang.org/x/telemetry does.
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
