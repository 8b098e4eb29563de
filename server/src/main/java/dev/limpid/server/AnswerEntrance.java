package dev.limpid.server;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.configuration.ConfigSource;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.http.Intake;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.intake.AnswerIntake;
import dev.limpid.server.intake.Configurations;
import dev.limpid.server.intake.IntakeEvents;
import dev.limpid.server.intake.NetworkShares;
import dev.limpid.server.intake.SymbolLists;
import dev.limpid.server.oblivious.Gateway;
import dev.limpid.server.oblivious.GatewayKeys;
import dev.limpid.server.ops.FloodNotes;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way by which a collection's answers come in: what the owner of a log and an upload node have in common. Safe for use
 * by many threads.
 */
final class AnswerEntrance {

    private final CollectionSettings settings;
    private final ConfigSource source;
    private final AnswerStore store;
    private final NetworkShares shares;
    private final FloodNotes notes;
    private final SymbolLists symbols;
    private final Configurations configurations;
    private final AnswerIntake intake;
    private final SealingKeys sealing;
    private final Intake doors;
    private final TrustedTime time;
    private final CollectionAddress address;

    private AnswerEntrance(
            CollectionSettings settings,
            ConfigSource source,
            AnswerStore store,
            NetworkShares shares,
            FloodNotes notes,
            Optional<GatewayKeys> keys,
            IntakeEvents events,
            TrustedTime time,
            ServerContext context) {
        this.settings = settings;
        this.source = source;
        this.store = store;
        this.shares = shares;
        this.notes = notes;
        this.symbols = new SymbolLists(settings.folder().resolve("symbols"));
        this.configurations = new Configurations(source, time, settings.limits().configAge(), System::nanoTime);
        this.sealing = new SealingKeys(settings, keys, configurations);
        this.intake = new AnswerIntake(
                configurations,
                store,
                settings.limits(),
                context.clock(),
                context.random(),
                symbols,
                shares,
                context.slow(),
                events);
        this.doors = keys.<Intake>map(held -> new Gateway(
                        intake,
                        held,
                        settings.relaying().orElseThrow().accounts(),
                        context.clock(),
                        context.random(),
                        context.slow(),
                        events))
                .orElse(intake);
        this.time = time;
        this.address = new CollectionAddress(settings.url());
    }

    /**
     * Opens it. Nothing is taken before {@link #goBy} was told the newest configuration.
     *
     * @param source where published configurations come from
     * @param store where answers go; it stays its opener's to close
     * @param begun the weeks of which answers were taken before this process
     * @param time by which configurations grow old and regular work goes; what comes in goes by the clock
     */
    static AnswerEntrance open(
            CollectionSettings settings,
            ConfigSource source,
            AnswerStore store,
            Set<LocalDate> begun,
            TrustedTime time,
            ServerContext context)
            throws IOException {
        Path folder = settings.folder();
        context.metrics().watch(settings.name(), store);
        context.metrics().clock(settings.name(), () -> time.isInDoubt() ? 1 : 0);
        FloodNotes notes = new FloodNotes(folder.resolve("flood-notes.json"));
        IntakeEvents events =
                IntakeEvents.both(context.metrics().of(settings.name()), IntakeEvents.floods(notes::refused));
        Optional<GatewayKeys> keys = settings.relaying().isPresent()
                ? Optional.of(GatewayKeys.open(folder.resolve("oblivious"), context.random()))
                : Optional.empty();
        NetworkShares shares = new NetworkShares(context.random(), begun);
        return new AnswerEntrance(settings, source, store, shares, notes, keys, events, time, context);
    }

    /** The configurations that answers may name. */
    Configurations configurations() {
        return configurations;
    }

    /** What networks gave. */
    NetworkShares shares() {
        return shares;
    }

    /** The keys to which answers are sealed that come through relays. */
    SealingKeys sealing() {
        return sealing;
    }

    /** What was refused to networks, as it is published. */
    FloodNotes notes() {
        return notes;
    }

    /** The collection's name. */
    String name() {
        return settings.name();
    }

    /** Why the store takes no answer now, or empty if it does. */
    Optional<String> refusal() {
        return store.refusal().map(why -> name() + ": " + why.getMessage());
    }

    /** Where the world reaches it. */
    URI url() {
        return address.url();
    }

    /** Called once the server listens. */
    void listensAt(URI listening) {
        address.listensAt(listening);
    }

    /** The collection at its address, with these resources beside the way in. */
    Mount mount(List<Resource> resources) {
        return address.mount(doors, resources);
    }

    /** The time by which regular work goes. */
    TrustedTime time() {
        return time;
    }

    /** Goes by the newest configuration that is known and by what was measured, for what one network may give of a chart. */
    void goBy(Participation participation) throws IOException {
        Optional<ConfigVersion> newest = configurations.newestKnown();
        if (newest.isPresent()) {
            CollectionConfig config = configurations.load(newest.get()).orElseThrow();
            List<Chart> charts = source.charts(newest.get());
            intake.goBy(config, charts, participation);
        }
    }

    /** Takes nothing about these weeks from now on: it would never be published. */
    void closeFinal(Set<LocalDate> weeks) {
        intake.close(weeks);
    }

    /** Writes down what is only in memory, and reads anew what may have changed on disk. */
    void flushAndReload(Steps steps) {
        symbols.forget();
        steps.attempt("noting the time", time::save);
        steps.attempt("noting what was refused", notes::save);
    }

    /** Forgets what networks gave to weeks that cannot be answered any more. */
    void forgetNetworks(LocalDate day) {
        shares.forget(settings.limits(), day);
    }

    /** The weeks of which there are answers, and none is taken any more. */
    List<LocalDate> over(LocalDate day) throws IOException {
        return store.weeks().stream()
                .filter(week -> !settings.limits().mayCome(week, day))
                .toList();
    }
}
