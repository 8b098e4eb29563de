package dev.limpid.counter;

import dev.limpid.testkit.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A home in which a program has counted until its count file was mapped: made once for a class, copied for each test. */
final class CountedHome {
    private CountedHome() {}

    /** Counts in a process of its own below the folder. */
    static void make(Path folder) throws IOException, InterruptedException {
        ProgramRunner.of(Programs.Busy.class)
                .home(folder)
                .jvm("-Dlimpid.map.after=100")
                .run("mapped");
    }

    /** Copies all that is below the first folder, with its permissions, into the second. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.filter(path -> !path.equals(from)).toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
