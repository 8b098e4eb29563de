package dev.limpid.server;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.ConfigCatalog;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.UploadHandler;
import dev.limpid.server.intake.AcceptedConfigs;
import dev.limpid.server.intake.AnswerIntake;
import dev.limpid.server.intake.IntakeEvents;
import dev.limpid.server.intake.SymbolLists;
import dev.limpid.server.intake.limit.NetworkShares;
import dev.limpid.server.oblivious.Gateway;
import dev.limpid.server.oblivious.GatewayKeys;
import dev.limpid.server.ops.FloodNotes;
import dev.limpid.server.runtime.ServerContext;
import dev.limpid.server.runtime.Steps;
import dev.limpid.server.runtime.TrustedTime;
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
 * Takes in a collection's answers, for the owner of a log and for an upload node alike. Safe for use by many threads.
 */
final class CollectionIntake {

    private final CollectionSettings settings;
    private final ConfigCatalog source;
    private final AnswerStore store;
    private final NetworkShares shares;
    private final FloodNotes notes;
    private final SymbolLists symbols;
    private final AcceptedConfigs configurations;
    private final AnswerIntake intake;
    private final SealingKeys sealing;
    private final UploadHandler httpIntake;
    private final TrustedTime time;
    private final CollectionAddress address;

    private CollectionIntake(
            CollectionSettings settings,
            ConfigCatalog source,
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
        this.configurations =
                new AcceptedConfigs(source, time, settings.limits().configAge(), System::nanoTime);
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
        this.httpIntake = keys.<UploadHandler>map(held -> new Gateway(
                        intake,
                        held,
                        settings.gateway().orElseThrow().accounts(),
                        context.clock(),
                        context.random(),
                        context.slow(),
                        events))
                .orElse(intake);
        this.time = time;
        this.address = new CollectionAddress(settings.url());
    }

    /**
     * Opens it. It accepts no answer until {@link #limitNetworks} has loaded the newest configuration.
     *
     * @param source where published configurations come from
     * @param store where answers are stored; the caller closes it
     * @param begun the weeks for which an earlier process accepted answers
     * @param time decides how old a configuration is and when maintenance is due; incoming answers are judged by
     *     the clock
     */
    static CollectionIntake open(
            CollectionSettings settings,
            ConfigCatalog source,
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
        Optional<GatewayKeys> keys = settings.gateway().isPresent()
                ? Optional.of(GatewayKeys.open(folder.resolve("oblivious"), context.random()))
                : Optional.empty();
        NetworkShares shares = new NetworkShares(context.random(), begun);
        return new CollectionIntake(settings, source, store, shares, notes, keys, events, time, context);
    }

    /** The configurations that answers may name. */
    AcceptedConfigs configurations() {
        return configurations;
    }

    /** How much each network gave. */
    NetworkShares shares() {
        return shares;
    }

    /** The keys for answers that come through relays. */
    SealingKeys sealing() {
        return sealing;
    }

    /** The public notes of what was refused to networks. */
    FloodNotes notes() {
        return notes;
    }

    /** The collection's name. */
    String name() {
        return settings.name();
    }

    /** Why the store accepts no answer now, or empty if it does. */
    Optional<String> refusal() {
        return store.refusal().map(why -> name() + ": " + why.getMessage());
    }

    /** The collection's public address. */
    URI url() {
        return address.url();
    }

    /** Called once the server listens. */
    void listensAt(URI listening) {
        address.listensAt(listening);
    }

    /** Mounts the collection at its address: the intake and these resources. */
    Mount mount(List<Resource> resources) {
        return address.mount(httpIntake, resources);
    }

    /** The time that decides when maintenance is due. */
    TrustedTime time() {
        return time;
    }

    /**
     * Sets how much one network may give to a chart, from the newest known configuration and the measured
     * participation.
     */
    void limitNetworks(Participation participation) throws IOException {
        Optional<ConfigVersion> newest = configurations.newestKnown();
        if (newest.isPresent()) {
            CollectionConfig config = configurations.load(newest.get()).orElseThrow();
            List<Chart> charts = source.charts(newest.get());
            intake.limitNetworks(config, charts, participation);
        }
    }

    /** Refuses answers about these weeks from now on: they would never be published. */
    void closeFinal(Set<LocalDate> weeks) {
        intake.close(weeks);
    }

    /** Saves what is only in memory, and reloads what may have changed on disk. */
    void flushAndReload(Steps steps) {
        symbols.forget();
        steps.attempt("saving the time", time::save);
        steps.attempt("saving the flood notes", notes::save);
    }

    /** Forgets what networks gave to weeks that accept no more answers. */
    void forgetNetworks(LocalDate day) {
        shares.forgetAllBut(week -> settings.limits().acceptsAnswers(week, day));
    }

    /** The weeks that have answers and accept no more. */
    List<LocalDate> endedWeeks(LocalDate day) throws IOException {
        return store.weeks().stream()
                .filter(week -> !settings.limits().acceptsAnswers(week, day))
                .toList();
    }
}
