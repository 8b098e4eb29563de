package dev.limpid.dist.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folders for the program to search, with a handful to hundreds of files, some with the same content; and one that does
 * not exist, since users mistype.
 *
 * @param all the folders, smallest first, the missing one last
 */
record SampleFolders(List<Path> all) {

    private static final List<Integer> SIZES = List.of(5, 40, 300);

    SampleFolders {
        all = List.copyOf(all);
    }

    static SampleFolders make(Path folder) throws IOException {
        for (int size : SIZES) {
            Path inside = Files.createDirectories(folder.resolve(Integer.toString(size)));
            for (int i = 0; i < size; i++) {
                // Of every ten files two are the same; the smallest folder has none.
                int content = i % 10 == 9 ? i - 1 : i;
                Files.write(
                        inside.resolve("file-" + i + ".txt"),
                        ("line of file " + content + "\n").repeat(content + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return new SampleFolders(
                List.of(folder.resolve("5"), folder.resolve("40"), folder.resolve("300"), folder.resolve("mistyped")));
    }
}
