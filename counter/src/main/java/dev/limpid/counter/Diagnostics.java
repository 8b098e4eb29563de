package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.FileNames;
import dev.limpid.counter.home.HomeCheck;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports what went wrong, only to those who ask: {@code -Dlimpid.debug=true} or {@code LIMPID_DEBUG=1} prints it, a
 * {@code debug} folder in the home collects it, {@code limpid env} shows the last trouble of each program. Each kind of
 * trouble is reported once per process. Any thread may report: the monitor of {@link #TOLD} guards what was reported,
 * and the other fields are volatile.
 */
final class Diagnostics {
    private static final Set<String> TOLD = new HashSet<>();
    private static volatile @Nullable File debugFolder;
    private static volatile boolean strict;

    private Diagnostics() {}

    /** In tests a programming mistake throws instead of being reported. */
    static void strict(boolean on) {
        strict = on;
    }

    /** Throws. It is here because in other classes the exception's class would be read from the JDK at every start. */
    static void fail(String sentence) {
        throw new IllegalStateException(sentence);
    }

    static boolean isDebug() {
        String debug = Environment.ofProcess().setting("limpid.debug", "LIMPID_DEBUG");
        return debug != null && !debug.equals("0") && !debug.equals("false");
    }

    static void badName(String name) {
        String found = "limpid: a counter is named \"" + name + "\", expected 1 to " + CountFormat.MAX_NAME
                + " bytes without white space or control characters, with at most one colon";
        if (strict) {
            throw new IllegalArgumentException(found);
        }
        report("name " + name.length(), found);
    }

    /** Reports it the first time that this kind of trouble occurs. */
    static void report(String kind, String sentence) {
        try {
            synchronized (TOLD) {
                if (!TOLD.add(kind)) {
                    return;
                }
            }
            if (isDebug()) {
                System.err.println(sentence);
            }
            File folder = debugFolder;
            if (folder != null && folder.isDirectory()) {
                write(new File(folder, "counter.log"), true, sentence);
            }
        } catch (RuntimeException | LinkageError e) {
            // There is no other place to report it.
            return;
        }
    }

    /**
     * Reports that counting disabled itself in this program: {@code local/<program>.trouble} contains the reason, if it
     * can be written at all.
     */
    static void trouble(TelemetryHome home, String program, String reason) {
        debugFolder = home.debugAsFile();
        report("trouble " + reason, "limpid: counting is disabled in this process: " + reason);
        String name = FileNames.safe(program.substring(program.lastIndexOf('/') + 1)) + ".trouble";
        String day = CurrentWeek.textOf(CurrentWeek.dayOf(System.currentTimeMillis()));
        File local = home.localAsFile();
        try {
            HomeCheck.make(local);
        } catch (IOException | RuntimeException e) {
            // The home cannot be created, which limpid env finds out on its own.
            return;
        }
        write(new File(local, name), false, day + ": " + reason);
    }

    private static void write(File file, boolean append, String sentence) {
        if (!TelemetryHome.mayWrite(file)) {
            return;
        }
        try (FileOutputStream out = new FileOutputStream(file, append)) {
            out.write(Journal.utf8(sentence + "\n"));
        } catch (IOException | RuntimeException e) {
            // The home cannot be written, which limpid env finds out on its own.
            return;
        }
    }
}
