package dev.limpid.dist.simulation;

import dev.limpid.protocol.report.StackNameSyntax;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes the list of a program's methods where the server looks for it. Programs publish theirs with each release; this
 * one is made from the classes that run.
 */
public final class MethodList {

    private static final String CLASS = ".class";

    private MethodList() {}

    /** Writes the list of one version of a program into the folder of a server's collection. */
    public static void write(Path server, String program, String version, Set<String> names) throws IOException {
        Path list = server.resolve("symbols").resolve(program + "@" + version + ".txt");
        Files.createDirectories(list.resolveSibling("."));
        Files.write(list, names);
    }

    /**
     * {@code class.method} for every method of the classes in these jars and folders, sorted. A class that cannot be
     * linked, because an optional dependency is missing, is left out.
     *
     * @param isOwn which classes to list, by name
     * @param others loads the classes that are not in these places
     */
    public static Set<String> names(List<Path> places, Predicate<String> isOwn, ClassLoader others) throws IOException {
        Set<String> names = new TreeSet<>();
        List<URL> urls = new ArrayList<>();
        for (Path place : places) {
            urls.add(place.toUri().toURL());
        }
        try (URLClassLoader classes = new URLClassLoader(urls.toArray(URL[]::new), others)) {
            for (Path place : places) {
                for (String name : classNames(place)) {
                    if (isOwn.test(name)) {
                        add(name, classes, names);
                    }
                }
            }
        }
        return names;
    }

    private static void add(String name, ClassLoader classes, Set<String> names) {
        try {
            for (Method method : Class.forName(name, false, classes).getDeclaredMethods()) {
                names.add(StackNameSyntax.symbol(name, method.getName()));
            }
            names.add(StackNameSyntax.symbol(name, "<init>"));
            names.add(StackNameSyntax.symbol(name, "<clinit>"));
        } catch (ClassNotFoundException | LinkageError e) {
            // an optional dependency is missing
        }
    }

    private static List<String> classNames(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return below(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return below(jar.getPath("/"));
        }
    }

    private static List<String> below(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(CLASS) && !path.endsWith("-info.class") && !path.contains("-INF/"))
                    .map(path ->
                            path.substring(0, path.length() - CLASS.length()).replace('/', '.'))
                    .toList();
        }
    }
}
