package dev.limpid.countfile;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** A file contains bytes that are not UTF-8. The JDK's own message names neither the file nor what was expected. */
final class MalformedUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1;

    private final String file;

    /** Names the file. */
    MalformedUtf8Exception(Path file, CharacterCodingException cause) {
        this.file = file.toString();
        initCause(cause);
    }

    @Override
    public String getMessage() {
        return file + ": found bytes that are not UTF-8, expected text";
    }
}
