package dev.limpid.crashes;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.FileNames;
import dev.limpid.counter.home.TelemetryHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that marks a run: {@code local/<program>@<version>-<pid>.run}. It contains only which build runs, and in
 * particular no path.
 *
 * @param folder the folder of the file
 * @param content the program with its version, and its Java version, system and architecture
 */
record RunFile(Path folder, String name, String content) {
    private static final int LONGEST = 1024;

    /** The file of this process. */
    static RunFile ofThisProcess(Path local, String program) {
        Environment here = Environment.ofProcess();
        String content = program + '\n' + here.runtime() + ' ' + here.os() + ' ' + here.arch() + '\n';
        String name = FileNames.safe(program.replace(' ', '@'));
        long pid = ProcessHandle.current().pid();
        return new RunFile(local, name + '-' + pid + RunMarker.END, content);
    }

    Path path() {
        return folder.resolve(name);
    }

    /**
     * Whether the name is that of a run of the same program and version. The name for a longer version can have the
     * same beginning.
     */
    boolean isSameBuild(String other) {
        long pid = pid(other);
        return pid > 0 && other.equals(name.substring(0, name.lastIndexOf('-') + 1) + pid + RunMarker.END);
    }

    /** The number of the process that this file marks; 0 if the name is not that of a run file. */
    static long pid(String name) {
        int end = name.length() - RunMarker.END.length();
        int begin = name.lastIndexOf('-', end) + 1;
        if (!name.endsWith(RunMarker.END) || begin < 1 || end - begin < 1 || end - begin > 18) {
            return 0;
        }
        long pid = 0;
        for (int i = begin; i < end; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            pid = pid * 10 + digit;
        }
        return pid;
    }

    /** Whether the other file marks a run of the same build. */
    boolean isOfThisBuild(Path other) {
        byte[] found = new byte[LONGEST];
        int length = TelemetryHome.read(other.toFile(), found);
        return length > 0 && new String(Arrays.copyOf(found, length), StandardCharsets.UTF_8).equals(content);
    }
}
