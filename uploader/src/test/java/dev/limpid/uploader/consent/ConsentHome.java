package dev.limpid.uploader.consent;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.InMemoryLog;
import dev.limpid.uploader.config.StoredConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A telemetry home in a test's folder, its environment variables, and a log whose configurations it verifies. */
final class ConsentHome {

    static final String SERVER = "https://telemetry.example.org/answers";
    static final String LOG = "https://telemetry.example.org/log";

    final Map<String, String> variables = new HashMap<>();
    private final InMemoryLog log = new InMemoryLog();
    private final Path folder;

    ConsentHome(Path folder) {
        this.folder = folder;
        variables.put("LIMPID_DIR", folder.resolve("homes").toString());
        today("2026-11-21");
    }

    void today(String day) {
        variables.put("LIMPID_NOW", day + "T12:00:00Z");
    }

    Environment environment() {
        return Environment.of(variables, Map.of(), systemWideMode().toFile());
    }

    /** The file with which an administrator can choose for everybody; it need not exist. */
    Path systemWideMode() {
        return folder.resolve("system-wide-mode");
    }

    CollectionIdentity collection() {
        return new CollectionIdentity(InMemoryLog.COLLECTION, SERVER, LOG, log.policy());
    }

    TelemetryHome home() {
        return TelemetryHome.of(InMemoryLog.COLLECTION, environment());
    }

    UserChoice choice() {
        return new UserChoice(home(), Optional.of(collection()), environment());
    }

    /** The content of a file of the home. */
    String text(String file) throws IOException {
        return Files.readString(home().folder().resolve(file));
    }

    /** Writes a file of the home. */
    void write(String file, String text) throws IOException {
        Path path = home().folder().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Publishes a configuration today, and lets this machine verify it. */
    void prove(CollectionConfig config) throws Exception {
        Files.createDirectories(home().folder());
        log.now = HomeClock.of(home(), environment()).instant();
        log.publish(config);
        store().refresh();
    }

    /** What is in force and on show today. */
    StoredConfigs shown() throws IOException {
        return store().shown().orElseThrow();
    }

    private ConfigStore store() {
        return new ConfigStore(home().config(), collection(), HomeClock.of(home(), environment()), log);
    }
}
