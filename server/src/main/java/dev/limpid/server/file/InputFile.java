package dev.limpid.server.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that somebody else wrote: named on a command line, where it may be a pipe, or put where it is looked for now and
 * then. What is wrong with it is said with its name, which the JDK leaves out.
 */
public final class InputFile {

    private InputFile() {}

    /**
     * All of a text.
     *
     * @throws IOException if it is not there, cannot be read, is a folder or is no UTF-8 text
     */
    public static String text(Path file) throws IOException {
        requireFile(file);
        try {
            return Undisturbed.read(() -> Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is no UTF-8 text", e);
        }
    }

    /**
     * All of a text that is looked for at a place of its own. A pipe there is not waited for.
     *
     * @throws IOException if it is not there, cannot be read, is no regular file or is no UTF-8 text
     */
    public static String placed(Path file) throws IOException {
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "is a pipe or a device, expected a file");
        }
        return text(file);
    }

    /**
     * All of it.
     *
     * @throws IOException if it is not there, cannot be read or is a folder
     */
    public static byte[] bytes(Path file) throws IOException {
        requireFile(file);
        return Undisturbed.read(() -> Files.readAllBytes(file));
    }

    /** Refuses a folder; whatever else is wrong, opening the file tells. */
    private static void requireFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a file");
        }
    }
}
