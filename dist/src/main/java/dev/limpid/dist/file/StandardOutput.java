package dev.limpid.dist.file;

import dev.limpid.cli.context.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Checks that a command's output was written. Java's print streams swallow failures, but a configuration that was cut
 * off by a full disk must not end with success.
 */
public final class StandardOutput {

    private StandardOutput() {}

    /** The exit code: that of the command, unless it succeeded and its output was lost. */
    public static int exitCode(int code) {
        if (code != ExitCode.OK || !System.out.checkError()) {
            return code;
        }
        String why = why();
        if (!why.contains("roken pipe")) { // a reader that closes the pipe, such as head, has seen enough
            System.err.println("limpid: standard output could not be written: " + why);
        }
        return ExitCode.FAILED;
    }

    /** Print streams do not keep the reason of a failure, so this writes again to get it. */
    private static String why() {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write('\n');
            return "something that was printed is missing";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
