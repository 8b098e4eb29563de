package dev.limpid.dist.rehearse;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jars and folders that a command line names in Java's options {@code -jar}, {@code -cp} and {@code -p}. Empty for
 * a launcher script.
 *
 * @param places in the order of the class path; all of them exist
 */
record ProgramFiles(List<Path> places) {

    /** Where the identity is in an ordinary jar, and in a jar of Spring Boot. */
    private static final List<String> ROOTS = List.of("", "BOOT-INF/classes/");

    private static final Set<String> PATHS = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path");

    ProgramFiles {
        places = List.copyOf(places);
    }

    static ProgramFiles of(List<String> command) throws IOException {
        List<Path> places = new ArrayList<>();
        String name = Path.of(command.get(0)).getFileName().toString();
        if (name.equals("java") || name.equals("java.exe")) {
            for (int i = 1; i < command.size() - 1; i++) {
                if (command.get(i).equals("-jar")) {
                    addJar(Path.of(command.get(i + 1)), places);
                    break; // the rest are arguments of the program
                }
                if (PATHS.contains(command.get(i))) {
                    addPath(command.get(i + 1), places);
                }
            }
        }
        return new ProgramFiles(places.stream().filter(Files::exists).distinct().toList());
    }

    private static void addJar(Path jar, List<Path> places) throws IOException {
        places.add(jar);
        if (!Files.isRegularFile(jar)) {
            return;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            String beside = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String entry : beside == null ? new String[0] : beside.strip().split("\\s+")) {
                if (!entry.isEmpty() && !entry.contains(":")) {
                    places.add(jar.resolveSibling(entry));
                }
            }
        }
    }

    private static void addPath(String path, List<Path> places) throws IOException {
        for (String entry : path.split(File.pathSeparator, -1)) {
            if (entry.endsWith("*")) {
                String folder = entry.substring(0, entry.length() - 1);
                try (Stream<Path> jars = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
                    jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(places::add);
                }
            } else if (!entry.isEmpty()) {
                places.add(Path.of(entry));
            }
        }
    }

    /** The first identity in any of them, which is the one that the program finds; empty if there is none. */
    Optional<Properties> identity() throws IOException {
        Optional<String> text = text("META-INF/limpid/program.properties", StandardCharsets.ISO_8859_1);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Properties values = new Properties();
        values.load(new StringReader(text.get()));
        return Optional.of(values);
    }

    /** The charts that were released with the program, if any were. */
    Optional<String> charts() throws IOException {
        return text("META-INF/limpid/charts.txt", StandardCharsets.UTF_8);
    }

    private Optional<String> text(String resource, java.nio.charset.Charset charset) throws IOException {
        for (Path place : places) {
            for (String root : ROOTS) {
                Optional<byte[]> found = read(place, root + resource);
                if (found.isPresent()) {
                    return Optional.of(new String(found.get(), charset));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(Path place, String name) throws IOException {
        if (Files.isDirectory(place)) {
            Path file = place.resolve(name);
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            var entry = jar.getEntry(name);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        } catch (IOException e) {
            throw new IOException(place + " is on the program's class path and cannot be read: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The names of the files, for a sentence. */
    String inWords() {
        List<String> names = places.stream().map(Path::toString).toList();
        return names.size() <= 2
                ? String.join(" and ", names)
                : names.get(0) + " and " + (names.size() - 1) + " more on the class path";
    }
}
