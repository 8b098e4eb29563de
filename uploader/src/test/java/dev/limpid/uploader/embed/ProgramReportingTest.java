package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short programs as processes, and the children that they leave behind. */
class ProgramReportingTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final String WEEK = "2026-08-20";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    /** No program.properties is on the class path of this test. */
    @Test
    void programWithoutAnIdentity_isNotDisturbed() {
        assertThatThrownBy(CollectionIdentity::ofProgram).isInstanceOf(IllegalStateException.class);
        try (ProgramReporting command = ProgramReporting.forCommand();
                ProgramReporting service = ProgramReporting.forService()) {
            assertThat(List.of(command, service)).doesNotHaveDuplicates();
        }
    }

    @Test
    void endedWeek_isReportedByAChildThatTheProgramDoesNotWaitFor() throws Exception {
        Path local = homeWithAnEndedWeek();
        Path debug = Files.createDirectory(local.resolveSibling("debug")); // so that a failure says why
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            local.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            List<Long> children = run(Map.of());
            assertThat(children).as(() -> log(debug)).hasSize(1);
            assertThat(appears(watch, "local." + WEEK + ".json")).isTrue();
            awaitEnd(children);
        }
        assertThat(local.resolveSibling("collection.properties")).content().contains("name=" + COLLECTION);
    }

    @Test
    void secondRunOfADay_readsOnlyOneFile() throws Exception {
        Path local = homeWithAnEndedWeek();
        Files.writeString(local.resolve("reporting.check"), "");
        assertThat(local.resolve("reporting.check").toFile().setLastModified(1787216400000L))
                .isTrue(); // 2026-08-20T09
        Map<String, String> before = snapshot();
        assertThat(run(Map.of())).isEmpty();
        assertThat(snapshot()).isEqualTo(before);
    }

    /** Weeks end even if the server is not known; then nothing is sent. */
    @Test
    void folderInPlaceOfTheCollectionsFile_keepsNoWeekFromEnding() throws Exception {
        Path local = homeWithAnEndedWeek();
        Files.createDirectories(local.resolveSibling("collection.properties/in the way"));
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            local.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            List<Long> children = run(Map.of());
            assertThat(children).hasSize(1);
            assertThat(appears(watch, "local." + WEEK + ".json")).isTrue();
            awaitEnd(children);
        }
    }

    @Test
    void off_doesNothing() throws Exception {
        homeWithAnEndedWeek();
        Map<String, String> before = snapshot();
        for (Map<String, String> no :
                List.of(Map.of("LIMPID", "off"), Map.of("DO_NOT_TRACK", "1"), Map.of("CI", "true"))) {
            assertThat(run(no)).isEmpty();
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void missingHome_isNotCreated() throws Exception {
        assertThat(run(Map.of())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingToDo_startsNoChild() throws Exception {
        Files.createDirectories(local());
        assertThat(run(Map.of())).isEmpty();
        assertThat(snapshot()).containsOnlyKeys("collection.properties", "local/reporting.check");
    }

    /** Whatever is in place of the home, the program runs to its end, prints nothing else and exits with 0. */
    @ParameterizedTest
    @ValueSource(strings = {"", "local", "local/reporting.check", "local/reporting.lock", "collection.properties"})
    void brokenHome_isNotNoticedByTheProgram(String broken) throws Exception {
        if (broken.equals("") || broken.equals("local")) {
            Path file = folder.resolve(COLLECTION).resolve(broken);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "a file where a folder should be");
        } else {
            homeWithAnEndedWeek();
            Files.createDirectories(
                    folder.resolve(COLLECTION).resolve(broken).resolve("a folder where a file should be"));
        }
        awaitEnd(run(Map.of()));
    }

    private Path local() {
        return folder.resolve(COLLECTION).resolve("local");
    }

    private Path homeWithAnEndedWeek() throws IOException {
        Path vectors = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");
        Files.createDirectories(local());
        try (Stream<Path> files = Files.list(vectors)) {
            for (Path file : files.toList()) {
                Files.copy(file, local().resolve(file.getFileName()));
            }
        }
        return local();
    }

    private static String log(Path debug) {
        try {
            Path log = debug.resolve("reporting.log");
            return Files.exists(log) ? Files.readString(log) : "nothing was logged in " + debug;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path home = folder.resolve(COLLECTION);
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        home.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** Runs the program, which must print nothing and exit with 0; returns the children that it leaves behind. */
    private List<Long> run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShortProgram.class.getName(),
                COLLECTION,
                "http://127.0.0.1:9/answers");
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().put("LIMPID_DIR", folder.toString());
        builder.environment().put("LIMPID_NOW", "2026-08-21T08:00:00Z");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process program = builder.start();
        // Ends when the last process that has the program's output open ends: the test would wait for a child that
        // inherited it.
        String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).isZero();
        assertThat(out).matches("(child \\d+\n)*done\n");
        return out.lines()
                .filter(line -> line.startsWith("child "))
                .map(line -> Long.valueOf(line.substring("child ".length())))
                .toList();
    }

    /** The test's folder must not be deleted while a child uses it. */
    private static void awaitEnd(List<Long> children) throws Exception {
        for (Long child : children) {
            Optional<ProcessHandle> running = ProcessHandle.of(child);
            if (running.isPresent()) {
                running.get().onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static boolean appears(WatchService watch, String name) throws InterruptedException {
        while (true) {
            WatchKey key = watch.poll(60, TimeUnit.SECONDS);
            if (key == null) {
                return false;
            }
            for (WatchEvent<?> event : key.pollEvents()) {
                if (name.equals(String.valueOf(event.context()))) {
                    return true;
                }
            }
            key.reset();
        }
    }
}
