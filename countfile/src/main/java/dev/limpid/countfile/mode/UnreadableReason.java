package dev.limpid.countfile.mode;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Why a mode file could not be used, in words. Determined afterwards, so the file may have changed meanwhile. */
final class UnreadableReason {
    private UnreadableReason() {}

    /** The end of a sentence that begins with the file's path. Does not open the file. */
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
                return "cannot be read by this user";
            }
            return found.size() == 0 ? "is empty" : found.size() > 256 ? "is longer than 256 bytes" : "cannot be read";
        } catch (NoSuchFileException e) {
            return "is a dangling link, or is behind one";
        } catch (AccessDeniedException e) {
            return "is in a folder that this user cannot search";
        } catch (IOException e) {
            return "cannot be examined (" + e.getMessage() + ")";
        }
    }
}
