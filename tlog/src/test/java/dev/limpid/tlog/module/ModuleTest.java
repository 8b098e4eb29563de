package dev.limpid.tlog.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ModuleTest {

    private final ModulePath path = new ModulePath("telemetry.example.org/config");
    private final ModuleVersion version = version("v1.2.3");

    @Test
    void zip_ofTheSameFilesIsTheSameBytes() throws Exception {
        Map<String, byte[]> files = Map.of("config.json", bytes("{}"), "charts.txt", bytes("title: a\n"));
        ModuleZip zip = ModuleZip.pack(path, version, files);
        assertThat(ModuleZip.pack(path, version, files).bytes()).isEqualTo(zip.bytes());
        ModuleZip read = ModuleZip.read(path, version, zip.bytes());
        assertThat(read.files().keySet()).containsExactly("charts.txt", "config.json", "go.mod");
        assertThat(read.hash()).isEqualTo(zip.hash());
        assertThat(ModuleRecord.of(read)).isEqualTo(ModuleRecord.of(zip));
    }

    /** golang.org/x/text v0.3.0's go.mod, as in sum.golang.org's record 0. */
    @Test
    void goModHash_isTheOneThatGoComputes() {
        assertThat(ModuleHash.ofGoMod(bytes("module golang.org/x/text\n")))
                .isEqualTo("h1:NqM8EUOU14njkJ3fqMW+pc6Ldnwhi/IjpwHt7yyuwOQ=");
    }

    @Test
    void zip_isRefusedForForeignNamesTwiceTheSameNameAndTooManyBytes() throws Exception {
        refused(zip("go.mod", "module x"), 1000);
        refused(zip(path + "@v1.2.3/a", "x"), 1000);
        refused(zip(path + "@v1.2.3/go.mod", "x", path + "@v1.2.3/../b", "x"), 1000);
        refused(zip(path + "@v1.2.3/go.mod", "x", path + "@v1.2.3/b/", ""), 1000);
        refused(zip(path + "@v1.2.3/go.mod", "x".repeat(1001)), 1000);
        refused(bytes("no zip"), 1000);
        ModuleZip.read(path, version, zip(path + "@v1.2.3/go.mod", "x".repeat(1000)), 1000);
    }

    @Test
    void record_hasOneSpelling() throws Exception {
        ModuleRecord record = ModuleRecord.of(ModuleZip.pack(path, version, Map.of()));
        assertThat(ModuleRecord.parse(record.entry())).isEqualTo(record);
        assertThat(record.key()).isEqualTo(path + "@v1.2.3");
        String text = record.toString();
        for (String bent : List.of(
                text + "\n",
                text.trim(),
                text.replaceFirst(" v1", "  v1"),
                text.replace("/go.mod", ""),
                text.replaceFirst("h1:", "h2:"),
                text.replace("/go.mod h1:", "/go.mod h2:"),
                text.replace("/go.mod h1:", "/go.mod h1:A"),
                text.replace("v1.2.3", "v1.2"),
                text.replaceFirst("config", "data"),
                text.replace("\n", "\r\n"))) {
            assertThatThrownBy(() -> ModuleRecord.parse(bytes(bent))).as(bent).isInstanceOf(LogFormatException.class);
        }
    }

    @Test
    void version_isOrderedAsSemanticVersionsAre() {
        List<String> order = List.of(
                "v0.9.0",
                "v1.0.0-alpha",
                "v1.0.0-alpha.1",
                "v1.0.0-alpha.beta",
                "v1.0.0-beta.2",
                "v1.0.0-beta.11",
                "v1.0.0-rc.1",
                "v1.0.0",
                "v1.0.2",
                "v1.0.10",
                "v1.2.0",
                "v2.0.0",
                "v10.0.0");
        List<ModuleVersion> sorted = new ArrayList<>();
        order.forEach(text -> sorted.add(0, version(text)));
        sorted.sort(null);
        assertThat(sorted).extracting(ModuleVersion::toString).isEqualTo(order);
    }

    @Test
    void version_refusesEveryOtherSpelling() {
        for (String text : List.of(
                "",
                "1.0.0",
                "v1",
                "v1.0",
                "v01.0.0",
                "v1.0.0.0",
                "v1.0.0+x",
                "v1.0.0-",
                "v1.0.0-01",
                "v1.0.0-a..b",
                "v1.0.-1",
                "v+1.0.0",
                "v1.0.0-ü",
                "v1.0.\u0661")) {
            assertThatThrownBy(() -> ModuleVersion.parse(text)).as(text).isInstanceOf(LogFormatException.class);
        }
    }

    @Test
    void path_refusesWhatGoRefusesAndEscapesCapitals() throws Exception {
        assertThat(new ModulePath("example.org/Team/config").escaped()).isEqualTo("example.org/!team/config");
        assertThat(ModulePath.unescape("example.org/!team/config").text()).isEqualTo("example.org/Team/config");
        for (String text : List.of(
                "",
                "config",
                "example/config",
                "Example.org/config",
                "example.org//config",
                "example.org/",
                "/example.org",
                "example.org/../x",
                "example.org/.x",
                "example.org/x.",
                "example.org/a b",
                "example.org/ü",
                "example.org/con",
                "example.org/nul.x",
                "example.org/config~1",
                "example.org/x/v1",
                "example.org/x/v02",
                "example.org/x/v2.1",
                "gopkg.in/yaml",
                "example.org/a@v1")) {
            assertThatThrownBy(() -> ModulePath.parse(text)).as(text).isInstanceOf(LogFormatException.class);
        }
        assertThatThrownBy(() -> ModulePath.unescape("example.org/Team")).isInstanceOf(LogFormatException.class);
        assertThatThrownBy(() -> ModulePath.unescape("example.org/!")).isInstanceOf(LogFormatException.class);
    }

    @Test
    void path_saysTheMajorVersionFromTwoOn() throws Exception {
        new ModulePath("example.org/x").requireFits(version("v1.9.0"));
        new ModulePath("example.org/x").requireFits(version("v0.0.1"));
        new ModulePath("example.org/x/v3").requireFits(version("v3.0.0"));
        for (String[] wrong : new String[][] {{"example.org/x", "v2.0.0"}, {"example.org/x/v2", "v1.0.0"}}) {
            assertThatThrownBy(() -> new ModulePath(wrong[0]).requireFits(version(wrong[1])))
                    .isInstanceOf(LogFormatException.class)
                    .hasMessageContaining("does not fit");
        }
    }

    private void refused(byte[] zip, long mostBytes) {
        assertThatThrownBy(() -> ModuleZip.read(path, version, zip, mostBytes)).isInstanceOf(LogFormatException.class);
    }

    private static byte[] zip(String... namesAndContents) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(bytes(namesAndContents[i + 1]));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ModuleVersion version(String text) {
        try {
            return ModuleVersion.parse(text);
        } catch (LogFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
