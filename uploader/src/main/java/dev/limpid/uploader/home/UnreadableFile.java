package dev.limpid.uploader.home;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Sentences about a file that cannot be read, or has a folder in its place. It may be intact, so it stays where it is.
 */
public final class UnreadableFile {

    private UnreadableFile() {}

    /**
     * The name of a file and why it cannot be read. If the exception names another file, such as the journal, that
     * file's name is used.
     */
    public static String sentence(Path file, FileSystemException e) {
        Path named = e.getFile() == null ? file : Path.of(e.getFile());
        return named.getFileName() + " cannot be read: " + reason(e);
    }

    /** Why a file cannot be read, without its name. */
    public static String reason(FileSystemException e) {
        if (e.getReason() != null) {
            return e.getReason();
        }
        return e instanceof AccessDeniedException ? "permission denied" : e.toString();
    }
}
