package dev.limpid.countfile;

import java.nio.file.FileSystemException;

/**
 * There is a link, a pipe, a device, or a much too large file in place of a regular file. It is not opened, and is
 * treated as a damaged file.
 */
public final class NotRegularFileException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /** Names the file and what was found. */
    NotRegularFileException(String file, String found) {
        super(file, null, "found " + found + ", expected a regular file");
    }
}
