package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
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

    @Test
    void endedWeek_isReportedByAChildThatTheProgramDoesNotWaitFor() throws Exception {
        Path local = homeWithAnEndedWeek();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            local.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            assertThat(run(Map.of())).isEqualTo("done\n");
            assertThat(appears(watch, "local." + WEEK + ".json")).isTrue();
            awaitEnd(local);
        }
        assertThat(local.resolveSibling("collection.properties")).content().contains("name=" + COLLECTION);
    }

    @Test
    void secondRunOfADay_looksAtOneFileOnly() throws Exception {
        Path local = homeWithAnEndedWeek();
        Files.writeString(local.resolve("reporting.check"), "");
        assertThat(local.resolve("reporting.check").toFile().setLastModified(1787216400000L))
                .isTrue(); // 2026-08-20T09
        Map<String, String> before = snapshot();
        run(Map.of("LIMPID_NOW", "2026-08-21T08:00:00Z"));
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void off_doesNothing() throws Exception {
        homeWithAnEndedWeek();
        Map<String, String> before = snapshot();
        run(Map.of("LIMPID", "off"));
        run(Map.of("DO_NOT_TRACK", "1"));
        run(Map.of("CI", "true"));
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void noHome_isNotMade() throws Exception {
        run(Map.of());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothingToDo_startsNoChild() throws Exception {
        Files.createDirectories(local());
        run(Map.of());
        assertThat(snapshot()).containsOnlyKeys("collection.properties", "local/reporting.check");
    }

    /** Whatever lies where the home should be, the program runs to its end, prints nothing else and exits with 0. */
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
        assertThat(run(Map.of())).isEqualTo("done\n");
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

    private String run(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ShortProgram.class.getName(),
                COLLECTION,
                "http://127.0.0.1:9/upload");
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().put("LIMPID_DIR", folder.toString());
        builder.environment().put("LIMPID_NOW", "2026-08-21T08:00:00Z");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process program = builder.start();
        // Ends when the last process that holds the program's output ends: a child that inherited it would be waited
        // for.
        String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).isZero();
        return out;
    }

    /** The child holds this lock to its end; deleting the folder under it is another test's matter. */
    private static void awaitEnd(Path local) throws IOException {
        try (FileChannel lock = FileChannel.open(local.resolve("reporting.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.lock().isValid()).isTrue();
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
