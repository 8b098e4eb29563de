package dev.limpid.testtools;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The jar of a module whose classes are on the class path of a test: as a jar already, or as a folder that a build has just filled. */
public final class ClassesJar {

    private ClassesJar() {}

    /** Writes a jar of everything next to this class in its module. */
    public static void write(Class<?> type, Path jar) throws IOException {
        Path classes = location(type);
        if (!Files.isDirectory(classes)) {
            Files.copy(classes, jar);
            return;
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** The folder or jar that this class was loaded from. */
    public static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was loaded from no file", e);
        }
    }
}
