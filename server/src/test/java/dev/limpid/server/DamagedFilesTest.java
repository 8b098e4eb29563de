package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.release.Releases;
import dev.limpid.server.ops.Backup;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file that a server keeps, damaged in every way: if a check or a backup accepts it, so does the server. */
class DamagedFilesTest {

    private enum Damage {
        EMPTIED,
        HALVED,
        A_FOLDER,
        MISSING
    }

    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private int copies;

    @BeforeEach
    void fill() throws Exception {
        folder = temporary.resolve("collection");
        try (HostedCollection collection = open(folder)) {
            collection.publishConfiguration(
                    "charts.txt", TestCollection.CHARTS, Releases.BY_HAND, TestCollection.PARTICIPATION);
            collection
                    .answers()
                    .append(
                            TestCollection.WEEK,
                            ResendKey.unique(),
                            TestCollection.ANSWER.getBytes(StandardCharsets.UTF_8))
                    .toCompletableFuture()
                    .join();
            collection.publishNow();
        }
        Files.writeString(folder.resolve("log/policy"), policy());
        Files.writeString(folder.resolve("site.properties"), "title=Tool\n");
        Files.writeString(folder.resolve("flood-notes.json"), "[\n]\n");
    }

    /** Notes that the server can do without: it serves whatever happened to them. */
    @Test
    void ownNotes_keepNoServerFromStarting() throws Exception {
        for (String name : List.of("flood-notes.json", "counted.txt", "clock.txt")) {
            for (byte[] content : List.of(
                    "2026-99-99 org.example/tool/commands 1 1\n{\"Date\":\"2026-99-99\",\"Networks\":1,\"Refused\":1},\n"
                            .getBytes(StandardCharsets.UTF_8),
                    new byte[] {(byte) 0xff, '\n'})) {
                Path odd = copy(folder);
                Files.write(odd.resolve(name), content);
                assertThat(serves(odd)).as(name).isTrue();
            }
            Path odd = copy(folder);
            Files.deleteIfExists(odd.resolve(name));
            Files.createDirectory(odd.resolve(name));
            assertThat(serves(odd)).as(name + " is a folder").isTrue();
        }
    }

    /** A pipe has no end to wait for. */
    @Test
    @Needs(Tool.MKFIFO)
    void pipesWhereFilesAreLookedFor_areToldAndNotWaitedFor() throws Exception {
        for (String name : List.of("revoked.txt", "site.properties")) {
            Path odd = withPipe(name);
            assertThatThrownBy(() -> {
                        try (HostedCollection collection = open(odd)) {
                            collection.runMaintenance();
                        }
                    })
                    .as(name)
                    .hasMessageContaining("is a pipe");
        }
        for (String name : List.of("counted.txt", "flood-notes.json", "clock.txt")) {
            assertThat(serves(withPipe(name))).as(name).isTrue();
        }
    }

    private Path withPipe(String name) throws Exception {
        Path odd = copy(folder);
        Files.deleteIfExists(odd.resolve(name));
        Process made = new ProcessBuilder("mkfifo", odd.resolve(name).toString()).start();
        assertThat(made.waitFor()).isZero();
        return odd;
    }

    private String policy() throws Exception {
        try (HostedCollection collection = open(folder)) {
            return collection.logFacts().policy();
        }
    }

    private static HostedCollection open(Path folder) throws IOException {
        return HostedCollection.open(CollectionSettings.of(TestCollection.NAME, folder), TestCollection.LATER);
    }

    private static List<String> problems(Path of) {
        return StartupCheck.problems(TestCollection.NAME, of);
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> walk = Files.walk(of)) {
            return walk.filter(Files::isRegularFile)
                    .map(of::relativize)
                    .sorted()
                    .toList();
        }
    }

    private Path copy(Path from) throws IOException {
        Path to = temporary.resolve("copy" + copies++);
        for (Path file : files(from)) {
            Path target = to.resolve(file.toString());
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(from.resolve(file.toString()), target);
        }
        return to;
    }

    private static void damage(Path file, Damage how) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        switch (how) {
            case EMPTIED -> Files.createFile(file);
            case HALVED -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            case A_FOLDER -> Files.createDirectory(file);
            case MISSING -> {}
        }
    }

    private boolean serves(Path on) {
        try (HostedCollection collection = open(on)) {
            return collection.newestConfig().isPresent();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Test
    void checkOfASoundFolder_findsNothing() throws Exception {
        assertThat(problems(folder)).isEmpty();
        assertThat(files(folder))
                .extracting(file -> file.toString().replace('\\', '/'))
                .contains(
                        "log/config/state",
                        "log/data/state",
                        "log/config/checkpoint",
                        "log/data/latest",
                        "log/keys/data",
                        "log-seen/config",
                        "published/index.json");
    }

    @Test
    void whereNoServerStarts_checkSaysSoAndNothingIsRestored() throws Exception {
        List<String> silent = new ArrayList<>();
        int refused = 0;
        for (Path file : files(folder)) {
            for (Damage how : Damage.values()) {
                Path damaged = copy(folder);
                damage(damaged.resolve(file.toString()), how);
                List<String> found = problems(damaged);
                Path backup = temporary.resolve("backup" + copies);
                // Nothing changes a backup between its creation and its use: checking it once is enough.
                Map<Path, List<String>> looked = new HashMap<>();
                Function<Path, List<String>> check = of -> looked.computeIfAbsent(of, DamagedFilesTest::problems);
                boolean backedUp = succeeds(() -> Backup.make(damaged, backup, check));
                Path restored = temporary.resolve("restored" + copies);
                boolean isRestored =
                        backedUp && succeeds(() -> Backup.restore(backup, restored, check)) && serves(restored);
                if (!serves(damaged)) {
                    refused++;
                    boolean said = !found.isEmpty() || file.startsWith("answers");
                    if (!said || (backedUp && !isRestored && !file.startsWith("answers"))) {
                        silent.add(file + " " + how);
                    }
                } else if (backedUp && !isRestored) {
                    silent.add(file + " " + how + ": serves, but its backup does not");
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(refused).as("most of these stop a server").isGreaterThan(20);
    }

    @Test
    void emptyState_isNamed() throws Exception {
        Files.write(folder.resolve("log/data/state"), new byte[0]);
        assertThat(problems(folder)).singleElement().asString().contains("log/data/state");
        assertThatThrownBy(() -> Backup.make(folder, temporary.resolve("b"), DamagedFilesTest::problems))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not start")
                .hasMessageContaining("log/data/state");
    }

    @Test
    void lostKeys_areNotReplacedByNewOnes() throws Exception {
        Files.delete(folder.resolve("log/keys/config"));
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("keys/config is missing");
        assertThat(folder.resolve("log/keys/config")).doesNotExist();
    }

    private interface Copying {
        void run() throws IOException;
    }

    private static boolean succeeds(Copying copying) {
        try {
            copying.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
