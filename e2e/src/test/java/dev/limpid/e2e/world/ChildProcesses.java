package dev.limpid.e2e.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The processes that a program left behind: they inherited the location of its telemetry home. Systems other than Linux hide
 * them.
 */
final class ChildProcesses {

    private ChildProcesses() {}

    /** Waits until none is left. No more can start: the program, which started them, has ended. */
    static void awaitEnd(Path home) throws Exception {
        String mark = "LIMPID_DIR=" + home + "\0";
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            if (environment(process.pid()).contains(mark)) {
                process.onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended meanwhile, or belongs to somebody else
        }
    }
}
