package dev.limpid.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testtools.Javac;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar in plug-ins' class loaders, as programs get it; these tests run once it is packaged. */
class ClientLoadersTest {

    private static final String JAR = System.getProperty("limpid.client.jar");

    @TempDir
    Path folder;

    /**
     * Counting and both ways of reporting are started, used and closed in 200 class loaders: all of them are unloaded.
     */
    @Test
    void pluginThatCountsAndReports_leavesNothing() throws Exception {
        Path plugin = compile("Plugin", """
                import dev.limpid.counter.*;
                import dev.limpid.uploader.embed.ProgramReporting;

                public class Plugin {
                    private static final Counter RUNS = Counter.of("plugin/runs");

                    public static void run() {
                        CollectionIdentity collection = new CollectionIdentity(
                                "telemetry.example.org", "http://127.0.0.1:9/upload", "http://127.0.0.1:9/log", "");
                        try (Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                                        .collection(collection)
                                        .program("example.org/plugin", "1.0.0")
                                        .build());
                                ProgramReporting command = ProgramReporting.forCommand(collection);
                                ProgramReporting service = ProgramReporting.forService(collection)) {
                            RUNS.increment();
                            RUNS.increment();
                        }
                    }
                }
                """);
        Path host = compile("Host", """
                import java.lang.ref.WeakReference;
                import java.net.*;
                import java.nio.file.Path;
                import java.util.*;

                public class Host {
                    public static void main(String[] args) throws Exception {
                        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
                        for (int i = 0; i < 200; i++) {
                            URL[] places = {Path.of(args[0]).toUri().toURL(), Path.of(args[1]).toUri().toURL()};
                            URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
                            loader.loadClass("Plugin").getMethod("run").invoke(null);
                            loader.close();
                            loaders.add(new WeakReference<>(loader));
                        }
                        for (int i = 0; i < 50; i++) {
                            System.gc();
                        }
                        System.out.println(loaders.stream().filter(loader -> loader.get() != null).count());
                        Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName).filter(name -> name.startsWith("limpid")).forEach(System.out::println);
                    }
                }
                """);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:MaxMetaspaceSize=32m",
                        "-cp",
                        host.toString(),
                        "Host",
                        JAR,
                        plugin.toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().put("LIMPID_DIR", folder.resolve("home").toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(out).isEqualTo("0\n");
        assertThat(process.waitFor()).isZero();
    }

    private Path compile(String name, String source) throws IOException {
        Path classes = folder.resolve(name);
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        Javac.compile(classes, List.of("-cp", new File(JAR).getPath()), file);
        return classes;
    }
}
