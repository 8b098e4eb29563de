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
 * How files of a home are looked at. What cannot be looked at is never taken for something that is not there: it throws.
 * Nothing but a regular file is opened, since opening a pipe waits for whoever writes to it and a device has no end; and
 * no link is followed, since it may show a file that is none of the home's.
 */
public final class HomeFiles {
    /** Larger than any file but a count file can be: local reports are kept to so much all together. */
    private static final long LARGEST = 64L << 20;

    /** What is read is held as bytes and as text, perhaps twice: so little of the host program's memory that it is not missed. */
    private static final int PART_OF_THE_HEAP = 16;

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

    /** Whether it is a regular file of which to read the whole would be missed by a program with so little memory. */
    static boolean isLargeHere(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() && found.size() > Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
        } catch (IOException e) {
            return false; // whoever reads it is told
        }
    }

    /** How long a file may be that is read as a whole, in a program with so much memory. */
    public static long largest() {
        return Math.min(LARGEST, Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP);
    }

    /**
     * The whole file. Nothing is read of one that is too large.
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
        if (Files.size(file) > most) {
            throw tooLarge(file, most);
        }
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes((int) Math.min(most, Files.size(file)));
            // It may have grown meanwhile, by a program that appends to it.
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
