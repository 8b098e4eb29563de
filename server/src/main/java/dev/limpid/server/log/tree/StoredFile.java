package dev.limpid.server.log.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a whole file of the log; an error names the file, which the JDK's own messages often do not. */
public final class StoredFile {

    private StoredFile() {}

    static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CorruptLogException(file + " is missing");
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A whole file as text, with errors that name it. */
    public static String text(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }
}
