package dev.limpid.uploader.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which collections have anything on this machine. */
class TelemetryHomesTest {

    private Path folder;
    private Path all;

    @BeforeEach
    void makeHomes(@TempDir Path folder) throws IOException {
        this.folder = folder;
        all = Files.createDirectories(folder.resolve("homes"));
    }

    private TelemetryHomes homes(Map<String, String> variables) {
        return new TelemetryHomes(
                Environment.of(variables, Map.of(), folder.resolve("none").toFile()));
    }

    private List<String> found(Map<String, String> variables) {
        return homes(variables).all().stream().map(TelemetryHome::collection).toList();
    }

    private Map<String, String> inOneFolder() {
        return Map.of("LIMPID_DIR", all.toString());
    }

    @Test
    void home_isFoundByItsCountsItsChoiceOrItsServer() throws IOException {
        Files.createDirectories(all.resolve("c.example.org/local"));
        Files.writeString(Files.createDirectories(all.resolve("a.example.org")).resolve("mode"), "off\n");
        Files.writeString(
                Files.createDirectories(all.resolve("b.example.org")).resolve("collection.properties"), "name=b\n");
        Files.writeString(
                Files.createDirectories(all.resolve("empty.example.org")).resolve("other"), "");
        Files.writeString(all.resolve("file.example.org"), "no home");
        Files.createDirectories(all.resolve(" /local"));
        assertThat(found(inOneFolder())).containsExactly("a.example.org", "b.example.org", "c.example.org");
        assertThat(homes(inOneFolder()).hidden()).isEmpty();
    }

    @Test
    void noFolder_isNoHome() {
        assertThat(found(Map.of("LIMPID_DIR", folder.resolve("gone").toString())))
                .isEmpty();
        assertThat(homes(Map.of("LIMPID_DIR", folder.resolve("gone").toString()))
                        .hidden())
                .isEmpty();
    }

    /** What is counted lies elsewhere than what was chosen: both are searched, and a home is found once. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void choicesAndCounts_areFoundWhereTheyAre() throws IOException {
        Path choices = folder.resolve("config");
        Path data = folder.resolve("state");
        Map<String, String> variables =
                Map.of("XDG_CONFIG_HOME", choices.toString(), "XDG_STATE_HOME", data.toString());
        for (String name : List.of("a.example.org", "both.example.org")) {
            Files.createDirectories(data.resolve("limpid").resolve(name).resolve("local"));
        }
        for (String name : List.of("b.example.org", "both.example.org")) {
            Path home = Files.createDirectories(choices.resolve("limpid").resolve(name));
            Files.writeString(home.resolve("mode"), "on 2026-11-01\n");
        }
        assertThat(found(variables)).containsExactly("a.example.org", "b.example.org", "both.example.org");
    }

    /** A link that leads to itself, since nothing is hidden from a test that runs as root. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void unreadableFolder_isReported_andHidesNoOther() throws IOException {
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        Path data = folder.resolve("state");
        Files.createDirectories(data.resolve("limpid/a.example.org/local"));
        Map<String, String> variables = Map.of("XDG_CONFIG_HOME", loop.toString(), "XDG_STATE_HOME", data.toString());
        assertThat(found(variables)).containsExactly("a.example.org");
        assertThat(homes(variables).hidden())
                .containsExactly(loop.resolve("limpid") + " cannot be read (FileSystemException)");
    }
}
