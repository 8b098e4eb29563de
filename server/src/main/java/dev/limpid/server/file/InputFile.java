package dev.limpid.server.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that somebody else wrote: named on a command line, where it can be a pipe, or put in a place that is checked
 * now and then. Error messages contain its name, which the JDK leaves out.
 */
public final class InputFile {

    private InputFile() {}

    /**
     * The whole text of a file.
     *
     * @throws IOException if it does not exist, cannot be read, is a folder or is not UTF-8 text
     */
    public static String text(Path file) throws IOException {
        requireFile(file);
        try {
            return Uninterruptibly.read(() -> Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": found bytes that are not UTF-8, expected text", e);
        }
    }

    /**
     * The whole text of a file that is looked for in a fixed place. This does not wait for a pipe there.
     *
     * @throws IOException if it does not exist, cannot be read, is not a regular file or is not UTF-8 text
     */
    public static String readConfiguredFile(Path file) throws IOException {
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "is a pipe or a device, expected a file");
        }
        return text(file);
    }

    /**
     * All bytes of a file.
     *
     * @throws IOException if it does not exist, cannot be read or is a folder
     */
    public static byte[] bytes(Path file) throws IOException {
        requireFile(file);
        return Uninterruptibly.read(() -> Files.readAllBytes(file));
    }

    /** Refuses a folder; opening the file reports everything else that is wrong. */
    private static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
        }
    }
}
