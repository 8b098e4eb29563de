package dev.limpid.server;

import dev.limpid.server.file.InputFile;
import dev.limpid.server.http.Mount;
import dev.limpid.server.ops.FloodNotes;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.upload.ConfigSource;
import dev.limpid.server.upload.Configurations;
import dev.limpid.server.upload.SymbolLists;
import dev.limpid.server.upload.UploadEvents;
import dev.limpid.server.upload.UploadIntake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that takes reports into the object store that it shares with the owner of the log, and knows the configurations
 * from there. It has no log, publishes nothing and serves no pages. Safe for use by many threads.
 *
 * <pre>
 * followed/    what was proven of the log
 * symbols/     lists of published methods, the same as the owner's
 * flood-notes.json
 * </pre>
 */
final class UploadNode implements Hosted {

    private static final Logger LOG = LoggerFactory.getLogger(UploadNode.class);

    private final CollectionSettings config;
    private final ReportStore store;
    private final Configurations configurations;
    private final SymbolLists symbols;
    private final FloodNotes notes;
    private final UploadIntake intake;
    private final CollectionAddress address;

    private UploadNode(
            CollectionSettings config,
            ReportStore store,
            ConfigSource source,
            Clock clock,
            SecureRandom random,
            Executor slow,
            UploadEvents events,
            FloodNotes notes) {
        this.config = config;
        this.store = store;
        this.notes = notes;
        this.address = new CollectionAddress(config.url());
        this.symbols = new SymbolLists(config.folder().resolve("symbols"));
        this.configurations = new Configurations(source, clock, config.limits().configAge(), System::nanoTime);
        this.intake = new UploadIntake(configurations, store, config.limits(), clock, random, symbols, slow, events);
    }

    /** @throws IOException also if the log cannot be reached and nothing of it was ever proven here */
    static UploadNode open(
            CollectionSettings config,
            FollowedPlace place,
            Clock clock,
            SecureRandom random,
            Executor slow,
            ServerMetrics metrics)
            throws IOException {
        Path folder = Files.createDirectories(config.folder());
        FollowedLog followed = FollowedLog.open(
                config.name(),
                new LogAddress(place.log()),
                InputFile.text(place.policy()),
                folder.resolve("followed"),
                clock,
                System::nanoTime);
        FloodNotes notes = new FloodNotes(folder.resolve("flood-notes.json"));
        UploadEvents events = UploadEvents.both(metrics.of(config.name()), UploadEvents.floods(notes::refused));
        ReportStore store = config.objectStore()
                .orElseThrow(() ->
                        new IOException(config.name() + " follows a log and has no store-bucket, expected the owner's"))
                .open();
        metrics.watch(config.name(), store);
        try {
            UploadNode node = new UploadNode(config, store, followed, clock, random, slow, events, notes);
            node.configurations.startWith(followed.known());
            try {
                node.configurations.published();
            } catch (IOException e) {
                if (followed.known().isEmpty()) {
                    throw e;
                }
                LOG.warn("{}: goes on with the configurations it knows: {}", config.name(), e.getMessage());
            }
            return node;
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public URI url() {
        return address.url();
    }

    @Override
    public Mount mount() {
        OperationsResource health = new OperationsResource(Optional.empty(), this::unready);
        return address.mount(intake, List.of(health, notes));
    }

    @Override
    public void listensAt(URI listening) {
        address.listensAt(listening);
    }

    @Override
    public Optional<String> unready() {
        return store.refusal().map(why -> name() + ": " + why.getMessage());
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return store.broken();
    }

    @Override
    public void workRegularly() throws IOException {
        notes.save();
        symbols.forget();
        configurations.published();
    }

    @Override
    public void close() throws IOException {
        try (store) {
            notes.save();
        }
    }
}
