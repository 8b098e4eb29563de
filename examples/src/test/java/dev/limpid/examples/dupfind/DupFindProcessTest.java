package dev.limpid.examples.dupfind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.CountFileReader;
import dev.limpid.uploader.home.CountFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dupfind as its users run it: a process with its own home. */
class DupFindProcessTest {

    private static final String COLLECTION = "telemetry.example.org";

    @TempDir
    Path folder;

    private Path searched;
    private Path local;

    @BeforeEach
    void writeFiles() throws IOException {
        searched = Files.createDirectory(folder.resolve("searched"));
        local = folder.resolve("home").resolve(COLLECTION).resolve("local");
        Files.writeString(searched.resolve("one"), "same");
        Files.writeString(searched.resolve("two"), "same");
    }

    @Test
    void run_findsAndCounts() throws Exception {
        assertThat(run(Map.of(), "--summary", searched.toString()))
                .isEqualTo("files seen: 2, groups of duplicates: 1, bytes that could be freed: 4\n");
        run(Map.of(), "--summary", searched.toString());
        assertThat(counts())
                .containsEntry("dupfind/run", 2L)
                .containsEntry("dupfind/flag:summary", 2L)
                .containsEntry("dupfind/found:some", 2L)
                .containsEntry("dupfind/files:<10", 2L);
    }

    @Test
    void run_inModeOff_writesNothing() throws Exception {
        run(Map.of("LIMPID", "off"), searched.toString());
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void telemetry_isASubcommand() throws Exception {
        run(Map.of(), "telemetry", "off");
        assertThat(local.resolveSibling("mode")).content().isEqualTo("off\n");
        assertThat(run(Map.of(), "telemetry", "env")).contains("off", "you chose");
    }

    private SortedMap<String, Long> counts() throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Path file : new CountFiles(local).list()) {
            CountFileReader.read(file).counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return counts;
    }

    private String run(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DupFind.class.getName()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().put("LIMPID_DIR", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
