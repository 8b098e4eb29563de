package dev.limpid.server.storage.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folders of the weeks in a local store: each is named by its Monday. */
public final class WeekFolders {

    private WeekFolders() {}

    /** The weeks that have a folder below this root, from the earliest; none if the root does not exist. */
    public static List<LocalDate> in(Path root) throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(WeekFolders::week)
                    .flatMap(Stream::ofNullable)
                    .sorted()
                    .toList();
        }
    }

    /** The folder of a week. */
    public static Path of(Path root, LocalDate week) {
        return root.resolve(week.toString());
    }

    private static @Nullable LocalDate week(Path folder) {
        try {
            return Files.isDirectory(folder)
                    ? LocalDate.parse(folder.getFileName().toString())
                    : null;
        } catch (DateTimeParseException notAWeek) {
            return null;
        }
    }
}
