package dev.limpid.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the source files of a program lie in its repository, so that a line of a published list leads to one.
 *
 * @param top the top of the repository
 * @param roots folders below which packages are folders
 */
public record SourceFiles(Path top, List<Path> roots) {

    /** Nothing is known: files are named by their packages. */
    public static final SourceFiles UNKNOWN = new SourceFiles(Path.of(""), List.of());

    public SourceFiles {
        roots = List.copyOf(roots);
    }

    /**
     * Those of one module in a repository: the folders that its build says it compiles, and then where the compilers of the
     * JVM's languages look beside them.
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

    /** The path of a file below the top, with slashes; what was given if it lies in none of the folders. */
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
