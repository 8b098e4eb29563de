package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Javac;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application and a library in two jars, each with or without its own program.properties; as real programs. */
class TwoProgramPropertiesTest {
    private static final String APPLICATION = "application.example.org";
    private static final String LIBRARY = "library.example.org";

    @TempDir
    Path folder;

    private Path classes = Path.of("none");
    private final String counter = place(Counter.class);

    @BeforeEach
    void compile() throws Exception {
        Path app = write("org/example/App.java", """
                package org.example;

                import dev.limpid.counter.*;

                public class App {
                    public static void main(String[] args) throws Exception {
                        if (Boolean.getBoolean("library.first")) {
                            Lib.use(false);
                        }
                        Telemetry telemetry = !Boolean.getBoolean("in.code")
                                ? Telemetry.start()
                                : Telemetry.start(TelemetryOptions.builder()
                                        .collection("application.example.org")
                                        .program("org.example/App", "1.0")
                                        .build());
                        Counter.of("app/run").increment();
                        for (String arg : args) {
                            switch (arg) {
                                case "library" -> Lib.use(true);
                                case "library-unstarted" -> Lib.use(false);
                                case "crash" -> throw new IllegalStateException("of the application");
                                case "library-crash" -> Lib.crash();
                                case "library-ended" -> Lib.useAfterItsEnd();
                                default -> load(arg);
                            }
                        }
                        Counter.of("app/end").increment();
                        System.out.println(telemetry.whyNotCounting());
                    }

                    private static void load(String places) throws Exception {
                        java.util.List<java.net.URL> urls = new java.util.ArrayList<>();
                        for (String place : places.split(java.io.File.pathSeparator)) {
                            urls.add(java.nio.file.Path.of(place).toUri().toURL());
                        }
                        ClassLoader parent = urls.size() > 1
                                ? ClassLoader.getPlatformClassLoader() : App.class.getClassLoader();
                        java.net.URLClassLoader loader =
                                new java.net.URLClassLoader(urls.toArray(new java.net.URL[0]), parent);
                        Class<?> lib = loader.loadClass("org.example.Lib");
                        lib.getMethod("use", boolean.class).invoke(null, true);
                        if (Boolean.getBoolean("unload")) {
                            loader.close();
                            lib.getMethod("useAfterItsEnd").invoke(null);
                        }
                    }
                }
                """);
        Path lib = write("org/example/Lib.java", """
                package org.example;

                import dev.limpid.counter.*;

                public class Lib {
                    private static final Counter USES = Counter.of("lib/use");

                    private static final StackCounter LATE_STACK = StackCounter.of("lib/late-stack", 4);
                    private static Telemetry telemetry;

                    public static void useAfterItsEnd() throws Exception {
                        if (telemetry == null) {
                            use(true);
                        }
                        telemetry.close();
                        USES.increment();
                        Counter.of("lib/late").increment();
                        LATE_STACK.increment();
                        LATE_STACK.add(new IllegalStateException());
                        Thread thread = new Thread(Counter.of("lib/thread")::increment);
                        thread.start();
                        thread.join();
                    }

                    public static void use(boolean start) {
                        if (start) {
                            telemetry = Telemetry.start();
                        }
                        USES.increment();
                        USES.increment();
                    }

                    public static void crash() {
                        throw new IllegalStateException("of the library");
                    }
                }
                """);
        classes = folder.resolve("classes");
        Javac.compile(classes, List.of("-cp", counter), app, lib);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachCaller_isItsOwnProgram_whateverComesFirst(boolean libraryFirst) throws Exception {
        String app = jar("App", APPLICATION);
        String lib = jar("Lib", LIBRARY);

        ProgramRunner.Result run = run(libraryFirst ? List.of(lib, app) : List.of(app, lib), "library", "library");

        assertThat(run).isEqualTo(new ProgramRunner.Result(0, "\n", ""));
        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEqualTo(Map.of("lib/use", 4L));
    }

    @Test
    void libraryThatDoesNotStart_isNotCountedAsTheApplication() throws Exception {
        run(List.of(jar("Lib", LIBRARY), jar("App", APPLICATION)), "library-unstarted");

        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void libraryThatDoesNotStart_isNotCountedAsAnApplicationWithAnIdentityInCode(boolean first) throws Exception {
        ProgramRunner.Result run = inCode(first).run("library-unstarted");

        assertThat(run).isEqualTo(new ProgramRunner.Result(0, "\n", ""));
        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void libraryThatStartsAfterAnApplicationWithAnIdentityInCode_isItsOwnProgram(boolean first) throws Exception {
        inCode(first).run("library");

        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEqualTo(Map.of("lib/use", first ? 4L : 2L));
    }

    private ProgramRunner inCode(boolean libraryFirst) throws IOException {
        return ProgramRunner.of("org.example.App")
                .classPath(String.join(File.pathSeparator, jar("App", ""), jar("Lib", LIBRARY), counter))
                .home(folder)
                .jvm("-Din.code=true", "-Dlibrary.first=" + libraryFirst);
    }

    @Test
    void applicationWithoutProperties_isNotTheLibrary_andIsReported() throws Exception {
        ProgramRunner.Result run = run(List.of(jar("Lib", LIBRARY), jar("App", "")), "library");

        assertThat(run.out())
                .startsWith("counting could not start: META-INF/limpid/program.properties is in file:")
                .contains("Lib.jar")
                .contains("org.example.App")
                .endsWith("name program and collection in TelemetryOptions\n");
        assertThat(counts(LIBRARY)).isEqualTo(Map.of("lib/use", 2L));
    }

    @Test
    void pluginInALoaderOfItsOwn_isItsOwnProgram() throws Exception {
        String lib = jar("Lib", LIBRARY);

        ProgramRunner.Result run = run(List.of(jar("App", APPLICATION)), lib);

        assertThat(run.err()).isEmpty();
        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEqualTo(Map.of("lib/use", 2L));
    }

    @Test
    void libraryThatEnded_isNotCountedAsTheApplication() throws Exception {
        run(List.of(jar("App", APPLICATION), jar("Lib", LIBRARY)), "library-ended");

        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEqualTo(Map.of("lib/use", 2L));
    }

    @Test
    void libraryThatEnded_hasWhatItCountedSince_onceItStartsAgain_withItsFrames() throws Exception {
        run(List.of(jar("App", APPLICATION), jar("Lib", LIBRARY)), "library-ended", "library");

        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        Map<String, Long> library = counts(LIBRARY);
        assertThat(library)
                .containsEntry("lib/use", 5L)
                .containsEntry("lib/late", 1L)
                .hasSize(4);
        assertThat(library.keySet())
                .filteredOn(name -> name.startsWith("lib/late-stack\norg.example.Lib.useAfterItsEnd:+6\n"))
                .hasSize(1);
        assertThat(library.keySet())
                .filteredOn(name -> name.startsWith("lib/late-stack\norg.example.Lib.useAfterItsEnd:+7\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pluginWhoseLoaderWasClosed_isNotCountedAsTheApplication(boolean inCode) throws Exception {
        String lib = jar("Lib", LIBRARY);

        ProgramRunner.Result run = ProgramRunner.of("org.example.App")
                .classPath(jar("App", APPLICATION) + File.pathSeparator + counter)
                .home(folder)
                .jvm("-Dunload=true", "-Din.code=" + inCode)
                .run(lib);

        assertThat(run.err()).isEmpty();
        assertThat(counts(APPLICATION)).isEqualTo(Map.of("app/run", 1L, "app/end", 1L));
        assertThat(counts(LIBRARY)).isEqualTo(Map.of("lib/use", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "copy"})
    void crashOfTheApplication_isCountedOnce_asTheApplications(String kind) throws Exception {
        String app = jar("App", APPLICATION);
        String lib = jar("Lib", LIBRARY);

        ProgramRunner.Result run = kind.equals("shared")
                ? run(List.of(lib, app), "library", "crash")
                : run(List.of(app), counter + File.pathSeparator + lib, "crash");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Exception in thread \"main\" java.lang.IllegalStateException: of the app");
        assertThat(crashes(APPLICATION)).isEqualTo(1);
        assertThat(crashes(LIBRARY)).isZero();
        assertThat(counts(LIBRARY)).containsEntry("lib/use", 2L);
    }

    @Test
    void crashOfTheLibrary_isTheLibrarys() throws Exception {
        run(List.of(jar("App", APPLICATION), jar("Lib", LIBRARY)), "library", "library-crash");

        assertThat(crashes(APPLICATION)).isZero();
        assertThat(crashes(LIBRARY)).isEqualTo(1);
    }

    @Test
    void systemProperties_holdTextOnly_whileItRuns() throws Exception {
        Path list = write("org/example/Lists.java", """
                package org.example;

                public class Lists {
                    public static void main(String[] args) throws Exception {
                        App.main(args);
                        System.getProperties().store(java.io.OutputStream.nullOutputStream(), "");
                        System.getProperties().list(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
                    }
                }
                """);
        Javac.compile(classes, List.of("-cp", classes.toString()), list);
        String path = String.join(
                File.pathSeparator, jar("App", APPLICATION), jar("Lib", LIBRARY), counter, classes.toString());
        ProgramRunner.Result run = ProgramRunner.of("org.example.Lists")
                .classPath(path)
                .home(folder)
                .run("library");

        assertThat(run).isEqualTo(new ProgramRunner.Result(0, "\n", ""));
    }

    private ProgramRunner.Result run(List<String> jars, String... arguments) throws Exception {
        return ProgramRunner.of("org.example.App")
                .classPath(String.join(File.pathSeparator, jars) + File.pathSeparator + counter)
                .home(folder)
                .run(arguments);
    }

    private Path write(String file, String source) throws IOException {
        Path written = folder.resolve("source").resolve(file);
        Files.createDirectories(written.getParent());
        return Files.writeString(written, source);
    }

    /** A jar with one class, which names its program unless the collection is empty. */
    private String jar(String name, String collection) throws IOException {
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("org/example/" + name + ".class"));
            entries.write(Files.readAllBytes(classes.resolve("org/example/" + name + ".class")));
            if (!collection.isEmpty()) {
                entries.putNextEntry(new JarEntry(ProgramProperties.RESOURCE));
                String properties = "program=org.example/" + name + "\nversion=1.0\ncollection=" + collection + "\n";
                entries.write(properties.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return jar.toString();
    }

    private static String place(Class<?> of) {
        return Path.of(java.net.URI.create(
                        of.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private long crashes(String collection) throws IOException {
        return counts(collection).entrySet().stream()
                .filter(count -> count.getKey().startsWith("crash/crash"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Long> counts(String collection) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try {
            for (CountedWeek week : CountedWeek.in(TelemetryHome.at(collection, folder.resolve(collection)))) {
                week.read().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        } catch (NoSuchFileException e) {
            return counts;
        }
        return counts;
    }
}
