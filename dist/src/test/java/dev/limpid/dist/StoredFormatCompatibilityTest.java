package dev.limpid.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.Environment;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Today's code reads what every earlier release stored: see spec/stored. */
class StoredFormatCompatibilityTest {

    private static final Path STORED = Path.of(System.getProperty("limpid.root"), "spec", "stored");
    private static final String COLLECTION = "telemetry.example.org";

    @TempDir
    Path folder;

    static List<String> releases() throws IOException {
        try (Stream<Path> files = Files.list(STORED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar.gz"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void homes_areReadCompletely(String release) throws Exception {
        String now = unpacked(release);

        int reports = 0;
        int sent = 0;
        List<Path> homes =
                below("homes", "").stream().filter(Files::isDirectory).toList();
        assertThat(homes).hasSizeGreaterThan(4);
        for (Path home : homes) {
            Path collection = home.resolve(COLLECTION);
            List<String> dump = new ArrayList<>(List.of("dump"));
            try (Stream<Path> files = Files.walk(collection)) {
                files.filter(file -> file.toString().matches(".*\\.v1\\.(journal|count)"))
                        .forEach(file -> dump.add(file.toString()));
            }
            if (dump.size() > 1) {
                assertThat(read(home, now, dump)).contains("Program: example.org/dupfind");
            }
            reports += read(home, now, List.of("csv")).contains("example.org/dupfind") ? 1 : 0;
            sent += read(home, now, List.of("sent")).contains("example.org/dupfind") ? 1 : 0;
            read(home, now, List.of("preview"));
        }
        assertThat(reports).as("homes with counts").isGreaterThan(2);
        assertThat(sent).as("homes that sent something").isPositive();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theServersFolder_isServed_andItsChartsAreComputedAgainFromItsLoggedWeeks(String release) throws Exception {
        Clock clock = Clock.fixed(Instant.parse(unpacked(release)), ZoneOffset.UTC);
        try (CollectionServer server =
                CollectionServer.start(ServerSettings.local(COLLECTION, folder.resolve("server")), clock)) {
            assertThat(run(
                            Main.commandLine("verify-data"),
                            "verify-data",
                            server.url().toString()))
                    .contains("Computed the charts of 2 periods again.\nEverything is as it should be.");
        }
    }

    /** When the sample was made. */
    private String unpacked(String release) throws Exception {
        Process tar = new ProcessBuilder("tar", "xzf", STORED.resolve(release).toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readString(folder.resolve("made"), UTF_8).strip();
    }

    private List<Path> below(String first, String second) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(first).resolve(second))) {
            return files.sorted().toList();
        }
    }

    private String read(Path home, String now, List<String> arguments) {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", home.toString(), "LIMPID_NOW", now),
                Map.of("os.name", "Linux", "os.arch", "amd64", "user.home", home.toString()),
                folder.resolve("none").toFile());
        return run(
                UserCommands.limpid(new CommandContext(environment, Optional.empty())),
                Stream.concat(
                                arguments.stream(),
                                arguments.get(0).equals("dump")
                                        ? Stream.empty()
                                        : Stream.of("--collection", COLLECTION))
                        .toArray(String[]::new));
    }

    private static String run(CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(code).as("%s\n%s%s", String.join(" ", arguments), out, err).isZero();
        assertThat(err.toString()).as(String.join(" ", arguments)).isEmpty();
        return out.toString();
    }
}
