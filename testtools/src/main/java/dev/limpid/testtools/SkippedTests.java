package dev.limpid.testtools;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tests that a build skipped because a tool was missing: one file per tool, one line per test class. */
public final class SkippedTests {
    private final Path folder;

    SkippedTests(Path folder) {
        this.folder = folder;
    }

    /** The tests that the build in this folder skipped; in the working folder if none is named, as in an IDE. */
    static SkippedTests of(@Nullable String root) {
        return new SkippedTests(Path.of(root == null ? "" : root, "target", "skipped-tests"));
    }

    /** Prints what a build skipped, at its end; the argument is the build's root. */
    public static void main(String[] args) {
        of(args[0]).print(System.out);
    }

    void add(Tool tool, String test) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(tool.name()),
                    test + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void print(PrintStream out) {
        List<String> lines = new ArrayList<>();
        for (Tool tool : Tool.values()) {
            Path file = folder.resolve(tool.name());
            if (Files.exists(file)) {
                lines.add("  " + tool.described() + "\n    skipped in " + String.join(", ", classes(file)));
            }
        }
        if (!lines.isEmpty()) {
            out.println("Some tests were skipped, since this machine does not have:");
            lines.forEach(out::println);
        }
    }

    private static List<String> classes(Path file) {
        try {
            return Files.readAllLines(file).stream().distinct().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
