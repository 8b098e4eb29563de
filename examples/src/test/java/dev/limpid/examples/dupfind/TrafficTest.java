package dev.limpid.examples.dupfind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that dupfind and its children send, in every mode, over weeks in which there would be something to send.
 */
class TrafficTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final String[] DAYS = {"2026-09-01", "2026-09-12", "2026-09-19"};

    @TempDir
    Path folder;

    private RecordingProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = new RecordingProxy();
        Path properties = Files.createDirectories(folder.resolve("classes/META-INF/limpid"));
        Files.writeString(
                properties.resolve("program.properties"),
                "program=example.org/dupfind\nversion=1.0.0\ncollection=" + COLLECTION
                        + "\nupload=http://telemetry.example.org/answers\nconfig=http://telemetry.example.org/log\n"
                        + "policy=log telemetry.example.org+00000000+AAAA\nframes=dev.limpid.examples.dupfind.\n");
        Files.createDirectories(folder.resolve("searched"));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @Test
    void withoutAChoice_nothingIsSentOrFetched() throws Exception {
        weeks(Map.of());
        assertThat(proxy.requests()).isEmpty();
        assertThat(home().resolve("local")).isDirectoryContaining("glob:**/local.*.json");
        assertThat(home().resolve("config")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIMPID=off", "DO_NOT_TRACK=1", "CI=true"})
    void turnedOffByTheEnvironment_nothingIsSentOrWritten(String variable) throws Exception {
        String[] parts = variable.split("=", 2);
        weeks(Map.of(parts[0], parts[1]));
        assertThat(proxy.requests()).isEmpty();
        assertThat(home()).doesNotExist();
    }

    @Test
    void local_nothingIsSentOrFetched() throws Exception {
        choose("local");
        weeks(Map.of());
        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void off_nothingIsSentOrWritten() throws Exception {
        choose("off");
        Map<String, String> before = snapshot();
        weeks(Map.of());
        run(DAYS[2], Map.of(), "telemetry", "upload");
        assertThat(proxy.requests()).isEmpty();
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void loweredToLocalByTheEnvironment_nothingIsSentOrFetched() throws Exception {
        choose("on 2026-08-01");
        weeks(Map.of("LIMPID", "local"));
        assertThat(proxy.requests()).isEmpty();
    }

    @Test
    void on_asksOnlyForTheConfiguration_andSaysNothingOfUserOrMachine() throws Exception {
        choose("on 2026-08-01");
        weeks(Map.of());
        assertThat(proxy.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request).startsWith("GET http://telemetry.example.org/log/");
            assertThat(request.lines()
                            .skip(1)
                            .map(line -> line.replaceAll(":.*", "").toLowerCase(Locale.ROOT)))
                    .isSubsetOf(
                            "user-agent",
                            "host",
                            "accept",
                            "connection",
                            "proxy-connection",
                            "cache-control",
                            "pragma",
                            "");
            assertThat(request)
                    .doesNotContain(System.getProperty("user.name") + "@")
                    .doesNotContain(folder.toString())
                    .doesNotContain(System.getProperty("user.home") + "/")
                    .doesNotContain(System.getProperty("java.version"));
        });
    }

    private void choose(String mode) throws IOException {
        Files.createDirectories(home());
        Files.writeString(home().resolve("mode"), mode + "\n");
    }

    private Path home() {
        return folder.resolve("home").resolve(COLLECTION);
    }

    private void weeks(Map<String, String> environment) throws Exception {
        for (String day : DAYS) {
            run(day, environment, folder.resolve("searched").toString());
            awaitChildren();
        }
    }

    /** Children have no parent once the program has ended, but their command line names this test's home. */
    private void awaitChildren() throws Exception {
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            String[] arguments = process.info().arguments().orElse(new String[0]);
            if (List.of(arguments).contains("-Dlimpid.dir=" + folder.resolve("home"))) {
                process.onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    private void run(String day, Map<String, String> environment, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=" + proxy.port(),
                "-Dhttp.nonProxyHosts=",
                "-Dlimpid.dir=" + folder.resolve("home"),
                "-Dlimpid.now=" + day + "T08:00:00Z",
                "-cp",
                folder.resolve("classes")
                        + System.getProperty("path.separator")
                        + System.getProperty("java.class.path"),
                DupFind.class.getName()));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isLessThan(3);
    }

    private Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
