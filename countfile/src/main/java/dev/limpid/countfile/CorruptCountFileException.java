package dev.limpid.countfile;

import java.io.IOException;
import java.nio.file.Path;

/** A count file or journal does not conform to {@code spec/count-file.md}. Never a failure of the disk. */
public final class CorruptCountFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final long offset;

    /**
     * An exception that names the place, what was found, and what was expected.
     *
     * @param offset in bytes from the file's start
     */
    public CorruptCountFileException(Path file, long offset, String found, String expected) {
        super(file.getFileName() + ": corrupt at byte " + offset + ": " + found + ", expected " + expected);
        this.file = file;
        this.offset = offset;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** The place in the file, in bytes from its start. */
    public long offset() {
        return offset;
    }
}
