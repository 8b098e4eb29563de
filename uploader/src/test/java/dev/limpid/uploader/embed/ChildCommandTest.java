package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child is the same Java with our jars, takes the route that its program was given, and inherits nothing else. */
class ChildCommandTest {

    private static final String VALUE = "127.0.0.1";
    private static final String COLLECTION = "telemetry.example.org";
    private static final String SETSID = "/usr/bin/setsid";

    private final Map<String, @Nullable String> before = new HashMap<>();

    private void property(String name, String value) {
        before.put(name, System.getProperty(name));
        System.setProperty(name, value);
    }

    @AfterEach
    void restoreProperties() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private static ProcessBuilder child() {
        return ChildCommand.of(COLLECTION).orElseThrow();
    }

    static boolean hasSetsid() {
        return Files.isExecutable(Path.of(SETSID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limpid.proxy", "https.proxyHost", "http.nonProxyHosts", "socksProxyHost", "socksProxyPort"})
    void proxySettings_arePassedToTheChild(String property) {
        property(property, VALUE);
        assertThat(child().command())
                .contains("-D" + property + "=" + VALUE)
                .noneMatch(argument -> argument.endsWith("=null"));
    }

    @Test
    void child_readsAndPrintsNothing_andItsWorkingDirectoryIsPermanent() {
        ProcessBuilder child = child();
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        assertThat(child.redirectInput().file()).isEqualTo(new File(windows ? "NUL" : "/dev/null"));
        assertThat(List.of(child.redirectOutput(), child.redirectError()))
                .containsOnly(ProcessBuilder.Redirect.DISCARD);
        assertThat(child.directory()).isEqualTo(new File(System.getProperty("java.home")));
        assertThat(child.environment()).doesNotContainKey(ChildCommand.NATIVE_CHILD);
        assertThat(child.command()).endsWith(ReportingProcess.class.getName(), COLLECTION);
    }

    @Test
    @EnabledIf("hasSetsid")
    void child_hasItsOwnSession() {
        assertThat(child().command()).startsWith(SETSID, javaIn(System.getProperty("java.home"), "java"));
    }

    /** As on a machine that has another system. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the other system")
    void onWindows_javaAndTheNullDeviceHaveOtherNames(@TempDir Path java) throws IOException {
        executable(java, "java.exe");
        property("java.home", java.toString());
        assertThat(ChildCommand.of(COLLECTION)).as("no java of this system").isEmpty();
        property("os.name", "Windows 11");
        ProcessBuilder child = child();
        assertThat(child.command()).startsWith(javaIn(java.toString(), "java.exe"));
        assertThat(child.redirectInput().file()).isEqualTo(new File("NUL"));
        assertThat(child.directory()).isEqualTo(java.toFile());
        property("org.graalvm.nativeimage.imagecode", "runtime");
        assertThat(child().directory()).isEqualTo(new File("C:\\"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its folder has another name there")
    void nativeImage_isRunAgain_andRecognisesTheChildByAVariable() {
        property("org.graalvm.nativeimage.imagecode", "runtime");
        ProcessBuilder child = child();
        assertThat(child.command())
                .endsWith(ProcessHandle.current().info().command().orElseThrow())
                .hasSize(hasSetsid() ? 2 : 1);
        assertThat(child.environment()).containsEntry(ChildCommand.NATIVE_CHILD, COLLECTION);
        assertThat(child.directory()).isEqualTo(new File("/"));
    }

    private static void executable(Path java, String name) throws IOException {
        Path file =
                Files.writeString(Files.createDirectories(java.resolve("bin")).resolve(name), "");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String javaIn(String home, String name) {
        return Path.of(home, "bin", name).toString();
    }
}
