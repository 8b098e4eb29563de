package dev.limpid.handbook;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The documents of a repository that belong in the handbook. */
final class Sources {

    private static final List<String> AT_THE_ROOT =
            List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md");
    private static final List<String> FOLDERS = List.of("docs", "docs/decisions", "spec");

    private Sources() {}

    static List<Source> in(Path root) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String name : AT_THE_ROOT) {
            sources.add(new Source(name, Files.readString(root.resolve(name))));
        }
        for (String folder : FOLDERS) {
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> pages = Files.newDirectoryStream(root.resolve(folder), "*.md")) {
                pages.forEach(page -> names.add(folder + "/" + page.getFileName()));
            }
            Collections.sort(names);
            for (String name : names) {
                sources.add(new Source(name, Files.readString(root.resolve(name))));
            }
        }
        return sources;
    }
}
