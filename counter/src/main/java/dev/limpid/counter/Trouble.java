package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.home.FileNames;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Why counting disabled itself in a program: what {@code limpid env} shows. The last trouble of each program lies in the
 * home as {@code local/<program>.trouble}, if it could be written at all.
 *
 * @param program the program's short name
 * @param sentence the day, and what happened
 */
public record Trouble(String program, String sentence) {
    private static final String SUFFIX = ".trouble";

    /** The last trouble of each program of this home. */
    public static List<Trouble> of(TelemetryHome home) throws IOException {
        List<Trouble> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.local(), "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String program = name.substring(0, name.length() - SUFFIX.length());
                all.add(new Trouble(program, Files.readString(file).strip()));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return all;
    }

    static void record(TelemetryHome home, String program, String reason) {
        Diagnostics.in(home);
        Diagnostics.tell("trouble", "limpid: counting is disabled in this process: " + reason);
        File file =
                new File(home.localAsFile(), FileNames.safe(program.substring(program.lastIndexOf('/') + 1)) + SUFFIX);
        String sentence = CurrentWeek.textOf(CurrentWeek.dayOf(System.currentTimeMillis())) + ": " + reason + "\n";
        try (FileOutputStream out = new FileOutputStream(file)) {
            out.write(sentence.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            // The home cannot be written, which limpid env finds out by itself.
            return;
        }
    }
}
