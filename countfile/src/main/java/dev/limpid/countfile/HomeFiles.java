package dev.limpid.countfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Access to the files of a home. A file that cannot be examined is never treated as missing: the methods throw. Only
 * regular files are opened, since opening a pipe waits for a writer and a device has no end. Links are not followed,
 * since they can lead to files outside the home.
 */
public final class HomeFiles {
    /** Larger than any file except a count file: this is also the limit for all local reports together. */
    private static final long LARGEST = 64L << 20;

    /**
     * A file is kept in memory as bytes and as text, perhaps twice: this part of the host program's memory is small
     * enough.
     */
    private static final int PART_OF_THE_HEAP = 16;

    private HomeFiles() {}

    /**
     * Whether something has this name: a file of any kind, including a dangling link.
     *
     * @throws IOException if that cannot be determined
     */
    public static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            if (isBelowAFile(file)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Whether a parent of the path is a file, so that nothing can be below it. The system's message about that is in
     * the user's language.
     */
    private static boolean isBelowAFile(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        while (parent != null && Files.notExists(parent)) {
            parent = parent.getParent();
        }
        return parent != null && Files.exists(parent) && !Files.isDirectory(parent);
    }

    /**
     * Whether a folder has this name, or a link to one.
     *
     * @throws IOException if that cannot be determined
     */
    public static boolean isFolder(Path folder) throws IOException {
        if (!exists(folder)) {
            return false;
        }
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            throw new FileSystemException(folder.toString(), null, "it is a dangling link");
        }
    }

    /** Whether it is a regular file that is too large to be read whole with this process's memory. */
    static boolean exceedsMemoryLimit(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() && found.size() > Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
        } catch (IOException e) {
            return false; // reading it will report the error
        }
    }

    /** The most bytes of a file that is read whole, given this process's memory. */
    public static long maxReadableSize() {
        return Math.min(LARGEST, Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP);
    }

    /**
     * The whole file. If the file is too large, nothing is read.
     *
     * @throws NoSuchFileException if there is none
     * @throws NotRegularFileException if it is a link, a pipe, a device, or larger than {@code most} bytes
     * @throws FileSystemException if the file cannot be read; names the file
     */
    public static byte[] read(Path file, long most) throws IOException {
        if (!exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        checkRegular(file);
        if (Files.size(file) > most) {
            throw tooLarge(file, most);
        }
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) Math.min(most, Files.size(file)));
            // A program may have appended to it meanwhile.
            byte[] more = in.readNBytes((int) Math.min(Integer.MAX_VALUE >> 1, most - bytes.length + 1));
            if (bytes.length + (long) more.length > most) {
                throw tooLarge(file, most);
            }
            if (more.length == 0) {
                return bytes;
            }
            byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
            System.arraycopy(more, 0, all, bytes.length, more.length);
            return all;
        }
    }

    private static NotRegularFileException tooLarge(Path file, long most) {
        return new NotRegularFileException(file.toString(), "more than " + most + " bytes");
    }

    /**
     * Throws unless the file is a regular file or missing.
     *
     * @throws NotRegularFileException if it is something else
     */
    public static void checkRegular(Path file) throws IOException {
        if (!exists(file)) {
            return;
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isDirectory()) {
            // Somebody made the folder on purpose, and it can contain anything: it is not moved aside.
            throw new FileSystemException(file.toString(), null, "found a folder, expected a regular file");
        }
        if (!found.isRegularFile()) {
            throw new NotRegularFileException(
                    file.toString(), found.isSymbolicLink() ? "a symbolic link" : "a pipe or device");
        }
    }

    /**
     * The entries of this folder; empty if there is no such folder. Names that this process cannot represent are left
     * out: all of our names are ASCII.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> list(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        if (!isFolder(folder)) {
            return all;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isUsable(entry)) {
                    all.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return List.of(); // deleted meanwhile
        }
        return all;
    }

    private static boolean isUsable(Path entry) {
        try {
            return entry.equals(entry.resolveSibling(String.valueOf(entry.getFileName())));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
