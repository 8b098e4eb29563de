package dev.limpid.countfile;

import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Why counting disabled itself in a program, as {@code limpid env} shows it. The last trouble of each program is in the
 * home's file {@code local/<program>.trouble}, if that could be written at all.
 *
 * @param program the program's short name
 * @param sentence the day, and what happened
 */
public record CountingFailure(String program, String sentence) {
    private static final String SUFFIX = ".trouble";

    /** The last trouble of each program of this home. */
    public static List<CountingFailure> of(TelemetryHome home) throws IOException {
        List<CountingFailure> all = new ArrayList<>();
        for (Path file : HomeFiles.list(home.local())) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(SUFFIX)) {
                all.add(new CountingFailure(name.substring(0, name.length() - SUFFIX.length()), sentence(file)));
            }
        }
        return all;
    }

    /** Reads the sentence. A file that cannot be read is reported as a trouble, too, and does not hide the others. */
    private static String sentence(Path file) {
        try {
            String text = AtomicFile.readText(file).strip();
            return text.isEmpty()
                    ? "counting stopped, and the reason could not be written: the disk may have been full"
                    : text;
        } catch (IOException e) {
            return file + " cannot be read";
        }
    }
}
