package dev.limpid.countfile.mode;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Why a mode file told nothing, in words. Asked afterwards, so it may have changed. */
final class Unreadable {
    private Unreadable() {}

    /** The end of a sentence that begins with the file. Opens nothing but a regular file. */
    static String why(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (found.isDirectory()) {
                return "is a folder";
            }
            if (!found.isRegularFile()) {
                return "is a pipe or device";
            }
            if (!Files.isReadable(file)) {
                return "may not be read by this user";
            }
            return found.size() == 0 ? "is empty" : found.size() > 256 ? "is longer than 256 bytes" : "cannot be read";
        } catch (NoSuchFileException e) {
            return "is a link that leads nowhere, or lies behind one";
        } catch (AccessDeniedException e) {
            return "lies in a folder that this user may not search";
        } catch (IOException e) {
            return "cannot be looked at (" + e.getMessage() + ")";
        }
    }
}
