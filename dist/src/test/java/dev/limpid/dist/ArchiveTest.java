package dev.limpid.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as a user unpacks it, in a folder with a blank in its name; run as real processes. */
class ArchiveTest {

    @TempDir
    static Path elsewhere;

    private static Path image;

    @BeforeAll
    static void unpack() throws Exception {
        assumeFalse(File.separatorChar == '\\', "the archive's commands are shell scripts");
        String archive = System.getProperty("limpid.archive");
        assumeTrue(archive != null, "there is no archive before the phase integration-test");
        Path folder = Files.createDirectory(elsewhere.resolve("some folder"));
        assertThat(run(Map.of(), "tar", "xzf", archive, "-C", folder.toString()))
                .isEqualTo(new Ended(0, ""));
        try (Stream<Path> unpacked = Files.list(folder)) {
            image = unpacked.findFirst().orElseThrow();
        }
    }

    @Test
    void limpid_runsThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("absolute"), image.resolve("bin/limpid"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
        assertThat(link).isExecutable();
        Ended version = run(Map.of(), relative.toString(), "--version");
        assertThat(version.output())
                .matches("limpid \\S+, Java " + Runtime.version().feature() + "\\b.*\\R");
        assertThat(version.code()).isZero();
    }

    @Test
    void limpid_runsWithTheClassArchive() throws Exception {
        assertThat(run(Map.of(), image.resolve("bin/limpid-cds").toString())).isEqualTo(new Ended(0, ""));
        assertThat(image.resolve("lib/limpid.jsa")).isNotEmptyFile();
        Ended local = limpid("local", "--collection", "telemetry.example.org");
        assertThat(local.output()).contains("telemetry of telemetry.example.org: local");
        assertThat(local.code()).isZero();
    }

    @Test
    void limpid_saysWhichJavaIsTooOldOrMissing() throws Exception {
        Path old = Files.createDirectories(elsewhere.resolve("java8"));
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_412\"\n");
        Path java = Files.createDirectory(old.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho ran\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        String limpid = image.resolve("bin/limpid").toString();
        assertThat(run(Map.of("JAVA_HOME", old.toString()), limpid, "env"))
                .isEqualTo(new Ended(
                        1,
                        "limpid: " + java + " is Java 1.8.0_412;"
                                + " install Java 17 or newer, or point JAVA_HOME at one\n"));
        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), limpid, "env").output())
                .startsWith("limpid: JAVA_HOME is /nowhere and there is no bin/java in it");
    }

    @Test
    void serve_answersAndEndsWhenAsked() throws Exception {
        Path config = elsewhere.resolve("limpid.conf");
        Files.writeString(config, """
                listen = 127.0.0.1:0
                folder = %s

                [collection telemetry.example.org]
                charts = %s
                """.formatted(elsewhere.resolve("state"), image.resolve("deploy/charts.txt")));
        Process server = start(
                Map.of("LIMPID_JAVA_OPTIONS", "-Xmx192m -Xss1m"),
                image.resolve("bin/limpid").toString(),
                "serve",
                config.toString());
        try {
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(address(server)).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("telemetry.example.org");
            // SIGTERM reaches the server itself: the script has replaced itself with it.
            server.destroy();
            assertThat(server.waitFor()).isEqualTo(128 + 15);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void serve_findsTheObjectStoresClient() throws Exception {
        Path config = elsewhere.resolve("bucket.conf");
        Files.writeString(config, "folder = state\n[collection telemetry.example.org]\nstore-bucket = answers\n");
        assertThat(limpid("serve", "--check", config.toString()).output()).endsWith("nothing is wrong with it\n");
    }

    @Test
    void archive_containsManualPagesCompletionAndLicences() throws Exception {
        assertThat(image.resolve("share/man/man1/limpid-serve.1")).content().startsWith(".TH LIMPID-SERVE 1\n");
        assertThat(image.resolve("share/bash-completion/completions/limpid"))
                .content()
                .contains("verify-data");
        assertThat(image.resolve("LICENSE")).content().contains("Apache License");
        assertThat(image.resolve("README.md")).isNotEmptyFile();
        assertThat(image.resolve("deploy/limpid.service")).isNotEmptyFile();
    }

    @Test
    void notice_namesTheProjectOfEveryJar() throws Exception {
        List<String> named = Files.readString(image.resolve("NOTICE"))
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.substring(30).split(" ", 2)[0].replace("*", ""))
                .toList();
        List<String> unnamed = new ArrayList<>();
        try (Stream<Path> jars = Files.list(image.resolve("lib"))) {
            jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> jar.endsWith(".jar") && !jar.startsWith("limpid-"))
                    .filter(jar -> named.stream().noneMatch(jar::startsWith))
                    .forEach(unnamed::add);
        }
        assertThat(unnamed).isEmpty();
    }

    private static Ended limpid(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(image.resolve("bin/limpid").toString()));
        command.addAll(List.of(arguments));
        return run(Map.of(), command.toArray(String[]::new));
    }

    private static Ended run(Map<String, String> environment, String... command) throws Exception {
        Process process = start(environment, command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(elsewhere.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LIMPID_DIR", elsewhere.resolve("home").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static URI address(Process server) throws IOException {
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("listening on ")) {
                return URI.create(line.substring("listening on ".length()));
            }
            seen.add(line);
        }
        throw new AssertionError("the server ended: " + seen);
    }

    /** How a process ended, and what it printed. */
    private record Ended(int code, String output) {}
}
