package dev.limpid.cli;

import java.nio.file.FileSystemException;
import java.util.regex.Pattern;

/** What went wrong with a file or the network, as a sentence for whoever typed the command. */
public final class Failure {

    /** How a file is called until it is whole, beside the place that it was meant for. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.\\d+\\.tmp$");

    private Failure() {}

    /** Names the thing and what was found; the JDK's own messages of the commonest failures are nothing but the file. */
    public static String sentence(Exception e) {
        if (!(e instanceof FileSystemException failure) || failure.getFile() == null) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
        String why = failure.getReason();
        if (why == null) {
            why = switch (failure.getClass().getSimpleName()) {
                case "AccessDeniedException" -> "permission denied";
                case "NoSuchFileException" -> "there is no such file";
                case "FileAlreadyExistsException" -> "it is in the way of a folder or file of that name";
                case "NotDirectoryException" -> "it is no folder";
                case "DirectoryNotEmptyException" -> "it is a folder that is not empty";
                default -> failure.getClass().getSimpleName();
            };
        }
        return UNFINISHED.matcher(failure.getFile()).replaceFirst("") + ": " + why;
    }
}
