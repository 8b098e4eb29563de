package dev.limpid.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandImageTest {

    private static final Instant MADE = Instant.parse("2026-11-01T00:00:00Z");
    private static final Platform PLATFORM = new Platform("amd64", "linux");

    @TempDir
    Path folder;

    private Path archive;

    @BeforeEach
    void unpackedArchive() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        for (String file : List.of(
                "bin/limpid", "lib/limpid-server-1.0.0.jar", "lib/other.jar", "lib/s3/s3.jar", "docs/start.md")) {
            Path place = archive.resolve(file);
            Files.createDirectories(place.getParent());
            Files.writeString(place, "what is in " + file, UTF_8);
        }
    }

    @Test
    void image_startsAsTheDockerfileSays() throws Exception {
        ImageFile image = written("image.tar");

        assertThat(image.config().get("created").asText()).isEqualTo(MADE.toString());
        assertThat(image.config().get("os").asText()).isEqualTo("linux");
        assertThat(image.config().get("architecture").asText()).isEqualTo("amd64");
        assertThat(image.config().get("config").toString())
                .contains("\"Entrypoint\":[\"/opt/limpid/bin/limpid\"]")
                .contains("\"Cmd\":[\"serve\",\"/etc/limpid/limpid.conf\"]")
                .contains("\"LIMPID_JAVA_OPTIONS=-Xmx192m\"", "\"HOME=/var/lib/limpid\"")
                .contains("\"ExposedPorts\":{\"8080/tcp\":{},\"9090/tcp\":{}}")
                .contains("\"Volumes\":{\"/var/lib/limpid\":{}}")
                .contains("\"User\":\"10001:10001\"")
                .contains("\"org.opencontainers.image.version\":\"1.0.0\"")
                .contains("\"org.opencontainers.image.base.name\":\"scratch\"");
    }

    @Test
    void layers_holdTheArchive_theSeldomChangedFirst() throws Exception {
        ImageFile image = written("image.tar");

        assertThat(image.manifest().get("Layers")).hasSize(3);
        assertThat(image.files().keySet().stream().filter(name -> !name.endsWith("/")))
                .containsExactly(
                        "opt/limpid/lib/other.jar",
                        "opt/limpid/lib/s3/s3.jar",
                        "opt/limpid/bin/limpid",
                        "opt/limpid/docs/start.md",
                        "opt/limpid/lib/limpid-server-1.0.0.jar");
        assertThat(image.bytes().get("opt/limpid/lib/s3/s3.jar")).isEqualTo("what is in lib/s3/s3.jar".getBytes(UTF_8));
        assertThat(image.file("opt/limpid/bin/limpid").getMode() & 0777).isEqualTo(0755);
        assertThat(image.file("opt/limpid/lib/other.jar").getMode() & 0777).isEqualTo(0644);
        assertThat(image.file("opt/limpid/lib/other.jar").getLastModifiedDate()).isEqualTo(MADE);
        TarArchiveEntry data = image.file("var/lib/limpid/");
        assertThat(data.getMode() & 0777).isEqualTo(0700);
        assertThat(List.of(data.getLongUserId(), data.getLongGroupId())).containsExactly(10001L, 10001L);
    }

    @Test
    void image_isTheSameBytesTwice() throws Exception {
        written("image.tar");
        Files.setLastModifiedTime(archive.resolve("bin/limpid"), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        image(archive).write(new Base.Empty(), PLATFORM, folder.resolve("another cache"), folder.resolve("again.tar"));

        assertThat(folder.resolve("again.tar")).hasSameBinaryContentAs(folder.resolve("image.tar"));
    }

    @Test
    void image_standsOnABaseInAFile() throws Exception {
        Path below = Files.createDirectory(folder.resolve("below"));
        Files.createDirectory(below.resolve("lib"));
        Files.writeString(below.resolve("lib/java.jar"), "a Java", UTF_8);
        Path base = folder.resolve("base.tar");
        image(below).write(new Base.Empty(), PLATFORM, folder.resolve("cache"), base);

        String digest = image(archive)
                .write(new Base.Tar(base), PLATFORM, folder.resolve("cache"), folder.resolve("image.tar"));

        ImageFile image = ImageFile.read(folder.resolve("image.tar"));
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(image.files()).containsKeys("opt/limpid/lib/java.jar", "opt/limpid/lib/other.jar");
        assertThat(image.config().toString()).contains("\"org.opencontainers.image.base.name\":\"base.tar\"");
    }

    @Test
    void base_thatCannotBeHad_isSaidInASentence() throws Exception {
        assertThatThrownBy(() -> new Base.Tar(folder.resolve("none.tar")).begin())
                .isInstanceOf(BaseUnavailableException.class)
                .hasMessage("the base none.tar is unavailable: the file does not exist or cannot be read");

        StringWriter said = new StringWriter();
        int code = new CommandLine(new Main())
                .setErr(new PrintWriter(said, true))
                .execute(
                        "--dockerfile",
                        RecipeTest.DOCKERFILE.toString(),
                        "--base",
                        "No Name",
                        "--cache",
                        folder.resolve("cache").toString());
        assertThat(code).isEqualTo(Main.NO_BASE);
        assertThat(said.toString().strip())
                .isEqualTo("image: the base No Name is unavailable: this is not the name of an image");
    }

    /**
     * The archive of this build, at the place that the release names: the contents of its layers run on this machine's Java and
     * shell.
     */
    @Test
    void layersOfTheRealArchive_run() throws Exception {
        String real = System.getProperty("limpid.unpacked");
        assumeTrue(real != null && File.separatorChar == '/', "only a release has the archive at hand");
        image(Path.of(real)).write(new Base.Empty(), PLATFORM, folder.resolve("cache"), folder.resolve("image.tar"));
        ImageFile.read(folder.resolve("image.tar")).unpack(folder.resolve("root"));

        ProcessBuilder limpid = new ProcessBuilder(
                        folder.resolve("root/opt/limpid/bin/limpid").toString(), "--version")
                .redirectErrorStream(true);
        limpid.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "LIMPID", "off"));
        Process process = limpid.start();
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).startsWith("limpid ");
        assertThat(process.waitFor()).isZero();
    }

    private ImageFile written(String name) throws IOException {
        Path file = folder.resolve(name);
        image(archive).write(new Base.Empty(), PLATFORM, folder.resolve("cache"), file);
        return ImageFile.read(file);
    }

    private static CommandImage image(Path archive) throws IOException {
        return new CommandImage(archive, Recipe.read(RecipeTest.DOCKERFILE), "1.0.0", MADE, "0123abcd");
    }
}
