package dev.limpid.testtools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compilers of other languages and JavaFX, if they are in the local Maven repository: they are too large to be fetched for one test.
 */
public final class Artifacts {
    private static final List<String> KOTLIN = List.of(
            "org/jetbrains/kotlin/kotlin-compiler-embeddable/2.2.20",
            "org/jetbrains/kotlin/kotlin-script-runtime/2.2.20",
            "org/jetbrains/kotlin/kotlin-daemon-embeddable/2.2.20",
            "org/jetbrains/kotlin/kotlin-reflect/1.6.10",
            "org/jetbrains/kotlin/kotlin-stdlib/2.2.20",
            "org/jetbrains/kotlinx/kotlinx-coroutines-core-jvm/1.8.0",
            "org/jetbrains/annotations/13.0");
    private static final List<String> SCALA = List.of(
            "org/scala-lang/scala3-compiler_3/3.7.4",
            "org/scala-lang/scala3-interfaces/3.7.4",
            "org/scala-lang/scala3-library_3/3.7.4",
            "org/scala-lang/tasty-core_3/3.7.4",
            "org/scala-lang/scala-library/2.13.16",
            "org/scala-lang/modules/scala-asm",
            "org/scala-sbt/compiler-interface",
            "org/scala-sbt/util-interface",
            "org/jline");

    private static final List<String> JAVAFX =
            List.of("org/openjfx/javafx-base/26.0.2", "org/openjfx/javafx-graphics/26.0.2");

    private Artifacts() {}

    /** The class path of Kotlin's compiler, its library included. */
    public static Optional<String> kotlin() {
        return classPath(KOTLIN);
    }

    /** The class path of Scala's compiler, its library included. */
    public static Optional<String> scala() {
        return classPath(SCALA);
    }

    /** JavaFX for Linux, which needs no screen from this version on; it runs on Java 24 and newer. */
    public static Optional<String> javafx() {
        return classPath(JAVAFX);
    }

    private static Optional<String> classPath(List<String> folders) {
        String named = System.getProperty("maven.repo.local");
        Path repository = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".m2/repository");
        List<List<Path>> jars =
                folders.stream().map(folder -> jars(repository.resolve(folder))).toList();
        return jars.stream().anyMatch(List::isEmpty)
                ? Optional.empty()
                : Optional.of(jars.stream()
                        .flatMap(List::stream)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
