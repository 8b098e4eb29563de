package dev.limpid.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.testtools.IsolatedJar;
import dev.limpid.testtools.NativeImageFiles;
import dev.limpid.testtools.ShadedJar;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as programs get it; these tests run once it is packaged. */
class ClientJarTest {

    private static final long BUDGET = 1_100_000;

    private static final String WITHOUT =
            "dev/limpid/client/jackson/core/(filter/|format/|internal/|io/schubfach/|util/Json(Parser|Generator)(Delegate|Sequence)).*";

    @TempDir
    Path folder;

    @Test
    void jar_containsNoClassesOfOtherProjectsUnderTheirOwnNames() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/limpid/") || name.equals("module-info.class"));
        }
    }

    @Test
    void jar_isSmall() throws IOException {
        assertThat(Files.size(jar())).isLessThan(BUDGET);
    }

    @Test
    void documents_sayHowLargeItIs() throws IOException {
        Path root = Path.of(System.getProperty("limpid.root"));
        String size = String.format(Locale.ROOT, "%.1f MB", Files.size(jar()) / 1e6);

        assertThat(Files.readString(root.resolve("README.md"))).containsPattern("also\\s+reports\\s+has " + size);
        assertThat(Files.readString(root.resolve("docs/embed.md"))).contains("one jar of " + size + " without");
    }

    /** Parts of Jackson, and of the rules for charts, are left out: nothing that remains may need them. */
    @Test
    void everyClassNamedInTheJar_isInIt() throws IOException {
        assertThat(ShadedJar.read(jar()).missing("dev/limpid/", WITHOUT)).isEmpty();
    }

    /** GraalVM's compiler keeps what it is told to keep, and leaves out what is looked up only by name. */
    @Test
    void nativeImageConfig_namesEveryResource() throws IOException {
        NativeImageFiles told = NativeImageFiles.read(jar());
        assertThat(told.resourcesLeftOut()).isEmpty();
        assertThat(told.namedButMissing()).isEmpty();
        assertThat(told.patternsWithoutResource()).containsExactly("\\QMETA-INF/limpid/program.properties\\E");
    }

    /** The user who runs a program may not be the one who built it. */
    @Test
    void jarFile_isReadableByEverybody() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no modes here");

        assertThat(Files.getPosixFilePermissions(jar()))
                .contains(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
    }

    @Test
    void jar_alone_makesAReport() throws Exception {
        Path root = Path.of(System.getProperty("limpid.root"));

        IsolatedJar.of(jar())
                .report(folder, root.resolve("spec/vectors/report/telemetry-dir/local"), "2026-08-21T09:00:00Z");

        assertThat(folder.resolve("telemetry.example.org/local/local.2026-08-20.json"))
                .content()
                .contains("tool/x");
    }

    /** Jackson's fast code for reading and writing fractions is left out. */
    @Test
    void jar_alone_readsAndWritesFractions() throws Exception {
        assertThat(IsolatedJar.of(jar()).roundTripFractions(folder))
                .contains("\"X\":0.1234567890123456")
                .containsPattern("\"FetchRate\": ?0.55")
                .containsPattern("\"Rate\": ?0.00925");
    }

    private static Path jar() {
        return Path.of(System.getProperty("limpid.client.jar"));
    }
}
