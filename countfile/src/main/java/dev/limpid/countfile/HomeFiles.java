package dev.limpid.countfile;

import java.io.ByteArrayOutputStream;
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
import java.util.List;

/**
 * How files of a home are looked at. What cannot be looked at is never taken for something that is not there: it throws.
 * Nothing but a regular file is opened, since opening a pipe waits for whoever writes to it and a device has no end; and
 * no link is followed, since it may show a file that is none of the home's.
 */
public final class HomeFiles {
    /** Larger than any file but a count file can be: local reports are kept to so much all together. */
    public static final long LARGEST = 64L << 20;

    private HomeFiles() {}

    /**
     * Whether something has this name: a file of any kind, a link that leads nowhere included.
     *
     * @throws IOException if that cannot be told
     */
    public static boolean isThere(Path file) throws IOException {
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

    /** Nothing is below a file that is no folder, which the system answers in words of the user's language. */
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
     * @throws IOException if that cannot be told
     */
    public static boolean isFolder(Path folder) throws IOException {
        if (!isThere(folder)) {
            return false;
        }
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            throw new FileSystemException(folder.toString(), null, "it is a link that leads nowhere");
        }
    }

    /**
     * The whole file.
     *
     * @throws NoSuchFileException if there is none
     * @throws NotRegularFileException if it is a link, a pipe, a device, or larger than {@code most} bytes
     * @throws FileSystemException that names the file, if it cannot be read
     */
    public static byte[] read(Path file, long most) throws IOException {
        if (!isThere(file)) {
            throw new NoSuchFileException(file.toString());
        }
        checkRegular(file);
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] part = new byte[1 << 16];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                bytes.write(part, 0, length);
                if (bytes.size() > most) {
                    throw new NotRegularFileException(file.toString(), "more than " + most + " bytes");
                }
            }
            return bytes.toByteArray();
        }
    }

    /**
     * Throws unless the file is a regular one, or there is none.
     *
     * @throws NotRegularFileException if something else is there
     */
    public static void checkRegular(Path file) throws IOException {
        if (!isThere(file)) {
            return;
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isDirectory()) {
            // Somebody made it on purpose, and it may hold anything: it is not moved aside.
            throw new FileSystemException(file.toString(), null, "found a folder, expected a regular file");
        }
        if (!found.isRegularFile()) {
            throw new NotRegularFileException(
                    file.toString(), found.isSymbolicLink() ? "a symbolic link" : "a pipe or device");
        }
    }

    /**
     * What lies in this folder; nothing if there is no such folder. Names that this process cannot use are left out: none
     * of ours is beyond ASCII.
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
