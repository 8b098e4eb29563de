package dev.limpid.dist;

import dev.limpid.cli.context.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Whether what a command printed went anywhere. Java's print streams swallow failures; a configuration that is cut where
 * the disk was full must not end with "done".
 */
final class StandardOutput {

    private StandardOutput() {}

    /** The code to end with: that of the command, unless it was done and its output was lost. */
    static int codeOf(int code) {
        if (code != ExitCode.OK || !System.out.checkError()) {
            return code;
        }
        String why = why();
        if (!why.contains("roken pipe")) { // who closes a pipe, such as head, has seen enough
            System.err.println("limpid: standard output could not be written: " + why);
        }
        return ExitCode.FAILED;
    }

    /** Print streams do not keep the reason, so it is asked for by writing once more where writing failed. */
    private static String why() {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write('\n');
            return "something that was printed is missing";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
