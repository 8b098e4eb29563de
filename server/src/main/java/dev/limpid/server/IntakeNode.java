package dev.limpid.server;

import dev.limpid.protocol.config.Participation;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.http.Mount;
import dev.limpid.server.intake.AnswerIntake;
import dev.limpid.server.intake.ConfigSource;
import dev.limpid.server.intake.ConfigVersion;
import dev.limpid.server.intake.Configurations;
import dev.limpid.server.intake.IntakeEvents;
import dev.limpid.server.intake.NetworkShares;
import dev.limpid.server.intake.SymbolLists;
import dev.limpid.server.ops.FloodNotes;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.StoreBrokenException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that takes answers into the object store that it shares with the owner of the log, and knows the configurations
 * from there. It has no log, publishes nothing and serves no pages. Safe for use by many threads.
 *
 * <pre>
 * followed/    what was proven of the log
 * symbols/     lists of published methods, the same as the owner's
 * flood-notes.json
 * </pre>
 */
final class IntakeNode implements Hosted {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeNode.class);

    private final CollectionSettings config;
    private final AnswerStore store;
    private final Configurations configurations;
    private final SymbolLists symbols;
    private final NetworkShares shares;
    private final ConfigSource source;
    private final Clock clock;
    private final FloodNotes notes;
    private final AnswerIntake intake;
    private final CollectionAddress address;

    private IntakeNode(
            CollectionSettings config,
            AnswerStore store,
            ConfigSource source,
            Clock clock,
            SecureRandom random,
            Executor slow,
            IntakeEvents events,
            FloodNotes notes,
            NetworkShares shares) {
        this.config = config;
        this.store = store;
        this.notes = notes;
        this.shares = shares;
        this.source = source;
        this.clock = clock;
        this.address = new CollectionAddress(config.url());
        this.symbols = new SymbolLists(config.folder().resolve("symbols"));
        this.configurations = new Configurations(source, clock, config.limits().configAge(), System::nanoTime);
        this.intake =
                new AnswerIntake(configurations, store, config.limits(), clock, random, symbols, shares, slow, events);
    }

    /** @throws IOException also if the log cannot be reached and nothing of it was ever proven here */
    static IntakeNode open(
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
        IntakeEvents events = IntakeEvents.both(metrics.of(config.name()), IntakeEvents.floods(notes::refused));
        AnswerStore store = config.objectStore()
                .orElseThrow(() ->
                        new IOException(config.name() + " follows a log and has no store-bucket, expected the owner's"))
                .open();
        metrics.watch(config.name(), store);
        try {
            NetworkShares shares = new NetworkShares(random, Set.of());
            IntakeNode node = new IntakeNode(config, store, followed, clock, random, slow, events, notes, shares);
            node.configurations.startWith(followed.known());
            try {
                node.configurations.published();
            } catch (IOException e) {
                if (followed.known().isEmpty()) {
                    throw e;
                }
                LOG.warn("{}: goes on with the configurations it knows: {}", config.name(), e.getMessage());
            }
            node.goBy();
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
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        notes.save();
        symbols.forget();
        shares.forget(config.limits(), today);
        for (LocalDate week : store.weeks()) {
            if (!config.limits().mayCome(week, today)) {
                store.forgetResends(week);
            }
        }
        configurations.published();
        goBy();
    }

    /** Nothing is measured here, so networks are held to a share of what charts need. */
    private void goBy() throws IOException {
        Optional<ConfigVersion> newest = configurations.newestKnown();
        if (newest.isPresent()) {
            intake.goBy(
                    configurations.load(newest.get()).orElseThrow(),
                    source.charts(newest.get()),
                    Participation.UNKNOWN);
        }
    }

    @Override
    public void close() throws IOException {
        try (store) {
            notes.save();
        }
    }
}
