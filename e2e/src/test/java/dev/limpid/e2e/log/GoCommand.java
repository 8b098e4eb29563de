package dev.limpid.e2e.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code go} command with its own home, which keeps the heads that it has seen and the modules that it has fetched.
 */
final class GoCommand {

    /** Its output and exit code. */
    record Outcome(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    private final Path home;
    private int caches;

    GoCommand(Path home) throws IOException {
        this.home = Files.createDirectories(home);
    }

    /** Deletes the fetched modules, but not the heads that it has seen. */
    void forgetModules() {
        caches++;
    }

    /** Where it keeps the fetched modules. */
    Path modules() {
        return home.resolve("modules" + caches);
    }

    Outcome download(String module, String goproxy, String gosumdb) throws Exception {
        return download(List.of(module), goproxy, gosumdb);
    }

    Outcome download(List<String> modules, String goproxy, String gosumdb) throws Exception {
        Path work = Files.createTempDirectory(home, "work");
        List<String> command = new ArrayList<>(List.of("go", "mod", "download", "-json"));
        command.addAll(modules);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        List.copyOf(environment.keySet()).stream()
                .filter(name -> name.startsWith("GO")
                        || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"))
                .forEach(environment::remove);
        environment.putAll(Map.of(
                "HOME",
                home.toString(),
                "GOPATH",
                home.resolve("go").toString(),
                "GOMODCACHE",
                modules().toString(),
                "GOCACHE",
                home.resolve("build").toString(),
                "GOENV",
                "off",
                "GOFLAGS",
                "-modcacherw",
                "GOTOOLCHAIN",
                "local",
                "GOPROXY",
                goproxy,
                "GOSUMDB",
                gosumdb));
        Process go = builder.start();
        String output = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!go.waitFor(1, TimeUnit.MINUTES)) {
            go.destroyForcibly();
            throw new IllegalStateException("go did not end: " + output);
        }
        return new Outcome(go.exitValue(), output);
    }
}
