package dev.limpid.server;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.storage.LocalReportStore;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.server.upload.ConfigVersion;
import dev.limpid.server.upload.Configurations;
import dev.limpid.server.upload.UploadEvents;
import dev.limpid.server.upload.UploadIntake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One collection as the server runs it: its store, its configurations, its way in and its pages. */
public final class HostedCollection implements AutoCloseable {

    private final CollectionConfig config;
    private final ReportStore store;
    private final PublishedConfigurations published;
    private final Configurations configurations;
    private final UploadIntake intake;
    private final List<Resource> resources = new ArrayList<>();

    private HostedCollection(
            CollectionConfig config, ReportStore store, Clock clock, SecureRandom random, Executor slow) {
        this.config = config;
        this.store = store;
        this.published = new PublishedConfigurations(config.folder().resolve("config"), clock);
        this.configurations =
                new Configurations(published, clock, config.limits().configAge(), System::nanoTime);
        this.intake = new UploadIntake(configurations, store, config.limits(), clock, random, slow, UploadEvents.NONE);
    }

    static HostedCollection open(CollectionConfig config, Clock clock, SecureRandom random, Executor slow)
            throws IOException {
        Files.createDirectories(config.folder());
        ReportStore store = LocalReportStore.open(config.folder().resolve("reports"));
        try {
            HostedCollection collection = new HostedCollection(config, store, clock, random, slow);
            collection.configurations.published();
            return collection;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The collection's name. */
    public String name() {
        return config.name();
    }

    /** The reports that were accepted. */
    public ReportStore reports() {
        return store;
    }

    /** The newest configuration's version, if one was published. */
    public Optional<String> newestConfig() throws IOException {
        return configurations.newest().map(ConfigVersion::text);
    }

    /** Publishes a configuration under its version; from now on reports that name it are taken. */
    public void publishConfiguration(UploadConfig configuration) throws IOException {
        published.add(configuration);
        configurations.published();
    }

    Mount mount() {
        Optional<URI> url = config.url();
        Optional<String> host = url.map(URI::getHost).map(name -> name.toLowerCase(Locale.ROOT));
        String path = url.map(URI::getPath).filter(p -> !p.isEmpty()).orElse("/");
        return new Mount(host, path.endsWith("/") ? path : path + "/", Optional.of(intake), resources);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
