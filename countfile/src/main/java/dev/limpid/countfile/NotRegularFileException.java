package dev.limpid.countfile;

import java.nio.file.FileSystemException;

/**
 * Something else lies where a regular file is expected: a link, a pipe, a device, or a file too large to be what it
 * should be. It is left unopened, and treated as a damaged file.
 */
public final class NotRegularFileException extends FileSystemException {
    private static final long serialVersionUID = 1;

    /** Names the file and what was found. */
    NotRegularFileException(String file, String found) {
        super(file, null, "found " + found + ", expected a regular file");
    }
}
