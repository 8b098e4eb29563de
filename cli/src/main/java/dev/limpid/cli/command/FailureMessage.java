package dev.limpid.cli.command;

import dev.limpid.protocol.text.MessageBundle;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/** Describes a failure of a file or the network in a sentence for the user. */
public final class FailureMessage {

    /** The ending of the temporary file that is written before it replaces the real one. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.\\d+\\.tmp$");

    private FailureMessage() {}

    /** Names the file and what was found. The JDK's own messages for the most common failures are only the file's name. */
    public static String sentence(Exception e) {
        return sentence(e, LocalizedCommand.errors(MessageBundle.ENGLISH));
    }

    /** The same in a language; messages of the system or a server are quoted as they are. */
    public static String sentence(Exception e, MessageBundle words) {
        if (!(e instanceof FileSystemException failure) || failure.getFile() == null) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
        String why = failure.getReason();
        if (why == null) {
            why = switch (failure.getClass().getSimpleName()) {
                case "AccessDeniedException" -> words.format("file.denied");
                case "NoSuchFileException" -> words.format("file.none");
                case "FileAlreadyExistsException" -> words.format("file.in-the-way");
                case "NotDirectoryException" -> words.format("file.no-folder");
                case "DirectoryNotEmptyException" -> words.format("file.not-empty");
                default -> failure.getClass().getSimpleName();
            };
        }
        return UNFINISHED.matcher(failure.getFile()).replaceFirst("") + ": " + why;
    }
}
