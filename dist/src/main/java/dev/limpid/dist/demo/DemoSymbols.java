package dev.limpid.dist.demo;

import dev.limpid.examples.dupfind.DupFind;
import dev.limpid.protocol.report.StackName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of the example program's methods, put where the server looks for it. Programs publish theirs with each release;
 * this one is made from the classes that the demo runs.
 */
final class DemoSymbols {

    private static final String CLASS = ".class";

    private DemoSymbols() {}

    /** Writes the list into a server's folder of lists. */
    static void write(Path symbols) throws IOException {
        Properties identity = new Properties();
        try (var in = DupFind.class.getResourceAsStream("/META-INF/limpid/program.properties")) {
            if (in == null) {
                throw new IllegalStateException("the example program has no program.properties");
            }
            identity.load(in);
        }
        Path list = symbols.resolve(identity.getProperty("program") + "@" + identity.getProperty("version") + ".txt");
        Files.createDirectories(list.resolveSibling("."));
        Files.write(list, names());
    }

    /** {@code class.method} for every method of the program, sorted. */
    static Set<String> names() throws IOException {
        try {
            URI program = DupFind.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path place = Path.of(program);
            if (Files.isDirectory(place)) {
                return names(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return names(jar.getPath("/"));
            }
        } catch (URISyntaxException | ReflectiveOperationException e) {
            throw new IOException("the example program's classes cannot be listed: " + e, e);
        }
    }

    private static Set<String> names(Path classes) throws IOException, ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> file.toString().endsWith(CLASS)
                            && !file.getFileName().toString().contains("-info"))
                    .toList();
        }
        for (Path file : files) {
            String path = classes.relativize(file).toString().replace('\\', '/');
            String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
            Class<?> type = Class.forName(name, false, DupFind.class.getClassLoader());
            for (Method method : type.getDeclaredMethods()) {
                names.add(StackName.symbol(name, method.getName()));
            }
            names.add(StackName.symbol(name, "<init>"));
            names.add(StackName.symbol(name, "<clinit>"));
        }
        return names;
    }
}
