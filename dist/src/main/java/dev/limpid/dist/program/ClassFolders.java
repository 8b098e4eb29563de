package dev.limpid.dist.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks the folders of class files that a build names: a missing folder is a mistake, not a program without classes.
 */
final class ClassFolders {

    private ClassFolders() {}

    static void check(List<Path> classes) throws IOException {
        for (Path folder : classes) {
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + ": there is no such folder, expected a folder of class files");
            }
        }
    }
}
