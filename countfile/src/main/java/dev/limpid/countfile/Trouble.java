package dev.limpid.countfile;

import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
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
}
