package dev.limpid.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a module: for programs on the module path, and for Java runtimes that jlink makes for one program. */
class ClientModuleTest {

    private static final Path JAR = Path.of(System.getProperty("limpid.client.jar"));
    private static final String REPORT = "local.2026-08-20.json";

    @TempDir
    Path folder;

    /** What programs call is exported, and the implementation is not. */
    @Test
    void module_exportsWhatProgramsCall() {
        ModuleDescriptor module =
                ModuleFinder.of(JAR).find("dev.limpid.client").orElseThrow().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrder(
                        "dev.limpid.counter",
                        "dev.limpid.countfile.mode",
                        "dev.limpid.crashes",
                        "dev.limpid.protocol.chart",
                        "dev.limpid.protocol.config",
                        "dev.limpid.uploader.consent",
                        "dev.limpid.uploader.embed");
    }

    @Test
    void linkedProgram_countsAndItsChildReports() throws Exception {
        Path image = link(program());
        Path local = homeWithAnEndedWeek();
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            local.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            ProcessBuilder hello = new ProcessBuilder(
                            image.resolve("bin/java").toString(), "-m", "hello/org.example.hello.Hello")
                    .redirectErrorStream(true);
            hello.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
            hello.environment().put("LIMPID_DIR", folder.toString());
            hello.environment().put("LIMPID_NOW", "2026-08-21T09:00:00Z");
            Process process = hello.start();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("hello from jrt\n");
            assertThat(process.waitFor()).isZero();
            awaitReport(watch);
        }
        awaitEndOfChild(local);
        assertThat(local.resolve(REPORT)).content().contains("tool/x");
        try (Stream<Path> files = Files.list(local)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("hello@1.0.0-"));
        }
    }

    /** A modular program that counts once and reports. */
    private Path program() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Path classes = folder.resolve("classes");
        Path properties =
                Files.createDirectories(classes.resolve("META-INF/limpid")).resolve("program.properties");
        Files.writeString(properties, "program=example.org/hello\nversion=1.0.0\ncollection=telemetry.example.org\n");
        Path module =
                Files.writeString(source.resolve("module-info.java"), "module hello { requires dev.limpid.client; }");
        Path main = Files.writeString(source.resolve("Hello.java"), """
                package org.example.hello;

                import dev.limpid.counter.*;
                import dev.limpid.uploader.embed.ProgramReporting;

                public class Hello {
                    public static void main(String[] args) {
                        Telemetry.start();
                        ProgramReporting.forCommand(CollectionIdentity.ofProgram());
                        Counter.of("hello/run").increment();
                        System.out.print("hello from "
                                + Counter.class.getProtectionDomain().getCodeSource().getLocation().getProtocol() + "\\n");
                    }
                }
                """);
        tool("javac", "-d", classes.toString(), "-p", JAR.toString(), module.toString(), main.toString());
        return classes;
    }

    /**
     * A Java runtime that contains the program, the client and what they need of the JDK; Ed25519 is in a separate
     * module.
     */
    private Path link(Path program) {
        Path image = folder.resolve("image");
        tool(
                "jlink",
                "--module-path",
                program + File.pathSeparator + JAR,
                "--add-modules",
                "hello,jdk.crypto.ec",
                "--output",
                image.toString());
        return image;
    }

    private Path homeWithAnEndedWeek() throws IOException {
        Path local = Files.createDirectories(folder.resolve("telemetry.example.org/local"));
        Path vectors = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");
        try (Stream<Path> files = Files.list(vectors)) {
            for (Path file : files.toList()) {
                Files.copy(file, local.resolve(file.getFileName()));
            }
        }
        return local;
    }

    private static void tool(String name, String... arguments) {
        ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
        assertThat(tool.run(System.out, System.err, arguments)).as(name).isZero();
    }

    private static void awaitReport(WatchService watch) throws InterruptedException {
        for (; ; ) {
            WatchKey key = watch.poll(60, TimeUnit.SECONDS);
            assertThat(key).as("a report of the child").isNotNull();
            if (key.pollEvents().stream().anyMatch(event -> REPORT.equals(String.valueOf(event.context())))) {
                return;
            }
            key.reset();
        }
    }

    /** The child holds this lock until it ends; the folder is deleted only then. */
    private static void awaitEndOfChild(Path local) throws IOException {
        try (FileChannel lock = FileChannel.open(local.resolve("reporting.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.lock().isValid()).isTrue();
        }
    }
}
