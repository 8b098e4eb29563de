package dev.limpid.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the source files of a program are in its repository, so that each line of a published list can name one.
 *
 * @param top the top of the repository
 * @param roots the source folders, in which each package is a folder
 */
public record SourceFiles(Path top, List<Path> roots) {

    /** The repository is unknown: files are named by their packages. */
    public static final SourceFiles UNKNOWN = new SourceFiles(Path.of(""), List.of());

    public SourceFiles {
        roots = List.copyOf(roots);
    }

    /**
     * The source files of one module in a repository: the folders that its build compiles, then the usual source
     * folders of the JVM's languages.
     */
    public static SourceFiles of(Path top, Path module, List<Path> compiled) {
        List<Path> roots = new ArrayList<>(compiled);
        for (String language : List.of("java", "kotlin", "scala", "groovy")) {
            roots.add(module.resolve("src/main").resolve(language));
        }
        return new SourceFiles(
                top.toAbsolutePath().normalize(),
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList());
    }

    /** The path of a file relative to the top, with slashes; the given path if the file is in none of the folders. */
    String path(String byPackage) {
        for (Path root : roots) {
            Path file = root.resolve(byPackage).normalize();
            if (file.startsWith(top) && file.startsWith(root) && Files.isRegularFile(file)) {
                return top.relativize(file).toString().replace('\\', '/');
            }
        }
        return byPackage;
    }
}
