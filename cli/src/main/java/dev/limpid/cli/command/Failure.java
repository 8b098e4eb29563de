package dev.limpid.cli.command;

import dev.limpid.protocol.text.Sentences;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/** What went wrong with a file or the network, as a sentence for whoever typed the command. */
public final class Failure {

    /** How a file is called until it is whole, beside the place that it was meant for. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.\\d+\\.tmp$");

    private Failure() {}

    /** Names the thing and what was found; the JDK's own messages of the commonest failures are nothing but the file. */
    public static String sentence(Exception e) {
        return sentence(e, Speaking.errors(Sentences.ENGLISH));
    }

    /** The same in a language; what the system or a server said is quoted as it is. */
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
