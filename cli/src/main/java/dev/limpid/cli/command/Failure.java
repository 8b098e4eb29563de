package dev.limpid.cli.command;

import dev.limpid.protocol.text.Sentences;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/** Describes a failure of a file or the network in a sentence for the user. */
public final class Failure {

    /** The ending of the temporary file that is written before it replaces the real one. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.\\d+\\.tmp$");

    private Failure() {}

    /** Names the file and what was found. The JDK's own messages for the most common failures are only the file's name. */
    public static String sentence(Exception e) {
        return sentence(e, LocalizedCommand.errors(Sentences.ENGLISH));
    }

    /** The same in a language; messages of the system or a server are quoted as they are. */
    public static String sentence(Exception e, Sentences words) {
        if (!(e instanceof FileSystemException failure) || failure.getFile() == null) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
        String why = failure.getReason();
        if (why == null) {
            why = switch (failure.getClass().getSimpleName()) {
                case "AccessDeniedException" -> words.say("file.denied");
                case "NoSuchFileException" -> words.say("file.none");
                case "FileAlreadyExistsException" -> words.say("file.in-the-way");
                case "NotDirectoryException" -> words.say("file.no-folder");
                case "DirectoryNotEmptyException" -> words.say("file.not-empty");
                default -> failure.getClass().getSimpleName();
            };
        }
        return UNFINISHED.matcher(failure.getFile()).replaceFirst("") + ": " + why;
    }
}
