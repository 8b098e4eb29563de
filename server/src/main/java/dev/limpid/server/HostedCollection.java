package dev.limpid.server;

import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.intake.AnswerIntake;
import dev.limpid.server.intake.ConfigVersion;
import dev.limpid.server.intake.Configurations;
import dev.limpid.server.intake.IntakeEvents;
import dev.limpid.server.intake.NetworkShares;
import dev.limpid.server.intake.SymbolLists;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.HeadRenewal;
import dev.limpid.server.log.LogFacts;
import dev.limpid.server.ops.FloodNotes;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.publish.Networks;
import dev.limpid.server.publish.Publication;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.PublishedResource;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.site.CollectionContents;
import dev.limpid.server.site.PublishedFiles;
import dev.limpid.server.site.SiteProperties;
import dev.limpid.server.site.SiteResource;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.LocalAnswerStore;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One collection as the server runs it: its store, its log, its way in and its pages. Safe for use by many threads.
 *
 * <pre>
 * answers/     what was taken, by week
 * log/         keys and the two trees
 * published/   data and charts
 * symbols/     lists of published methods, if the operator put any there
 * flood-notes.json
 * counted.txt  how much of each chart's week counts for rates
 * revoked.txt  versions of configurations that the operator revoked
 * </pre>
 */
public final class HostedCollection implements Hosted, AutoCloseable {

    private final CollectionSettings config;
    private final CollectionLog log;
    private final HeadRenewal renewal;
    private final AnswerStore store;
    private final Configurations configurations;
    private final LoggedConfigs configs;
    private final ConfigRelease release;
    private final AnswerIntake intake;
    private final PublishedFolder published;
    private final Publisher publisher;
    private final MeasuredWeeks measured;
    private final SymbolLists symbols;
    private final NetworkShares shares;
    private final CountedWeeks counted;
    private final FloodNotes notes;
    private final RegularWork work;
    private final Clock clock;
    private final List<Resource> resources;
    private final CollectionFacts about;
    private final CollectionAddress address;

    private HostedCollection(
            CollectionSettings config,
            CollectionLog log,
            AnswerStore store,
            Clock clock,
            SecureRandom random,
            Executor slow,
            IntakeEvents events,
            FloodNotes notes,
            NetworkShares shares,
            CountedWeeks counted,
            ReleaseFinder releases,
            CollectionFacts about,
            ServerRules rules) {
        this.config = config;
        this.about = about;
        this.log = log;
        this.renewal = HeadRenewal.start(log, clock);
        this.store = store;
        this.notes = notes;
        this.shares = shares;
        this.counted = counted;
        this.work = new RegularWork(this, config, releases);
        this.clock = clock;
        this.address = new CollectionAddress(config.url());
        this.symbols = new SymbolLists(config.folder().resolve("symbols"));
        this.configs = new LoggedConfigs(log);
        this.release = new ConfigRelease(
                log, configs, clock, config.folder().resolve("margins.txt"), new RevokedVersions(config.folder()));
        this.configurations = new Configurations(configs, clock, config.limits().configAge(), System::nanoTime);
        this.intake =
                new AnswerIntake(configurations, store, config.limits(), clock, random, symbols, shares, slow, events);
        this.published = new PublishedFolder(config.folder().resolve("published"), config.name());
        this.measured = new MeasuredWeeks(store, published, configs, counted);
        this.publisher = new Publisher(
                published, store, configs::decided, new LoggedPublication(log), config.publishing(), shares);
        CollectionContents contents = new CollectionContents(this::facts, rules, log, new PublishedFiles(published));
        OperationsResource health = new OperationsResource(Optional.empty(), this::unready);
        this.resources =
                List.of(health, notes, log.resource(), new PublishedResource(published), new SiteResource(contents));
    }

    static HostedCollection open(
            CollectionSettings config,
            ServerRules rules,
            Clock clock,
            SecureRandom random,
            Executor slow,
            ServerMetrics metrics,
            ReleaseFinder releases)
            throws IOException {
        return open(config, Optional.empty(), rules, clock, random, slow, metrics, releases);
    }

    private static HostedCollection open(
            CollectionSettings config,
            Optional<AnswerStore> answers,
            ServerRules rules,
            Clock clock,
            SecureRandom random,
            Executor slow,
            ServerMetrics metrics,
            ReleaseFinder releases)
            throws IOException {
        Path folder = Files.createDirectories(config.folder());
        CollectionFacts about = SiteProperties.read(folder, config.name(), "");
        Path logFolder = folder.resolve("log");
        CollectionLog.init(config.name(), logFolder, random);
        CollectionLog log = CollectionLog.open(config.name(), logFolder, clock);
        try {
            AnswerStore store = answers.isPresent() ? answers.get() : store(config);
            metrics.watch(config.name(), store);
            FloodNotes notes = new FloodNotes(folder.resolve("flood-notes.json"));
            IntakeEvents events = IntakeEvents.both(metrics.of(config.name()), IntakeEvents.floods(notes::refused));
            metrics.waiting(config.name(), log.config()::waiting);
            NetworkShares shares = new NetworkShares(random, Set.copyOf(store.weeks()));
            CountedWeeks counted = new CountedWeeks(folder.resolve("counted.txt"), shares);
            HostedCollection collection = new HostedCollection(
                    config, log, store, clock, random, slow, events, notes, shares, counted, releases, about, rules);
            collection.configurations.published();
            collection.goBy(Participation.UNKNOWN);
            collection.closeFinalWeeks();
            return collection;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static AnswerStore store(CollectionSettings config) throws IOException {
        return config.objectStore().isPresent()
                ? config.objectStore().get().open()
                : LocalAnswerStore.open(config.folder().resolve("answers"));
    }

    /** Opens a collection that nobody serves just now, for a command that works on it. */
    public static HostedCollection open(CollectionSettings config, Clock clock) throws IOException {
        return open(config, clock, Optional.empty());
    }

    /**
     * The same with answers that lie elsewhere than the settings say. What is published of them stays published, also
     * where the collection is opened without them later.
     */
    public static HostedCollection open(CollectionSettings config, Clock clock, AnswerStore answers)
            throws IOException {
        return open(config, clock, Optional.of(answers));
    }

    private static HostedCollection open(CollectionSettings config, Clock clock, Optional<AnswerStore> answers)
            throws IOException {
        ServerRules rules = CollectionRules.of(ServerConfig.local(List.of(config)), config);
        return open(
                config,
                answers,
                rules,
                clock,
                new SecureRandom(),
                Runnable::run,
                new ServerMetrics(),
                ReleaseFinder.BY_HAND);
    }

    /** The collection's name. */
    @Override
    public String name() {
        return config.name();
    }

    /** Where the world reaches it, ending in a slash. */
    @Override
    public URI url() {
        return address.url();
    }

    /** What programs and people need in order to verify the log. */
    public LogFacts logFacts() throws IOException {
        return log.facts(url().resolve("log").toString());
    }

    /** The answers that were taken. */
    public AnswerStore answers() {
        return store;
    }

    /** The collection's log. */
    public CollectionLog log() {
        return log;
    }

    /** The newest configuration's version, if one was published. */
    public Optional<String> newestConfig() throws IOException {
        return configurations.newest().map(ConfigVersion::text);
    }

    /**
     * Appends the configuration of these charts to the log and publishes it; from then on answers that name it are taken.
     * If it would ask for nothing else than the newest, that one stays. While witnesses are missing it is not published
     * and not in force: {@code log().config().waitsFor()} says whom it waits for.
     *
     * @param fileName what messages call the chart config
     * @param charts the chart config's text
     * @param releases the released versions of the charts' programs
     * @param participation how many installations take part, as measured
     * @return the newest configuration, in force once its head is published
     * @throws ChartConfigException with every problem of the text
     */
    public CollectionConfig publishConfiguration(
            String fileName, String charts, Releases releases, Participation participation)
            throws IOException, ChartConfigException, RefusedConfigException {
        CollectionConfig published = release.publish(fileName, charts, releases, participation);
        configurations.published();
        return published;
    }

    /**
     * Publishes what the operator revoked, if no configuration says so yet, without charts or released versions: the newest
     * configuration that was not revoked, under a new version. Nothing is asked any more if there is none.
     *
     * @return the new configuration, if there was anything to revoke
     */
    Optional<CollectionConfig> publishRevocations() throws IOException, RefusedConfigException {
        Optional<CollectionConfig> published = release.revoke();
        configurations.published();
        return published;
    }

    /**
     * Publishes a configuration that is made already, under its own version, with the charts that it was made of. For
     * collections that come from elsewhere.
     */
    public void adoptConfiguration(CollectionConfig configuration, String charts)
            throws IOException, RefusedConfigException {
        release.append(configuration, charts);
        configurations.published();
    }

    /**
     * Publishes every week that is due, and the charts that it changes.
     *
     * @return what this run changed; nothing if nothing was new
     */
    public Publication publishNow() throws IOException {
        synchronized (publisher) {
            Publication changed = publisher.publish(today());
            closeFinalWeeks();
            return changed;
        }
    }

    /**
     * The same without these answers, now and later; see {@link Publisher#publishWithout}.
     *
     * @param digests the SHA-256 of each answer's bytes, in hexadecimal
     */
    public Publication publishWithout(Collection<String> digests) throws IOException {
        synchronized (publisher) {
            return publisher.publishWithout(digests, today());
        }
    }

    /** Does what a server does without being asked; it is called now and then. */
    @Override
    public void workRegularly() throws IOException {
        work.run(today());
    }

    /** The newest configuration, if one was published. */
    public Optional<CollectionConfig> configurationInForce() throws IOException {
        Optional<ConfigVersion> newest = configurations.newest();
        return newest.isPresent() ? configurations.load(newest.get()) : Optional.empty();
    }

    /** When the newest configuration was published, if one was. */
    Optional<Instant> configuredAt() throws IOException {
        Optional<ConfigVersion> newest = configurations.newest();
        return newest.isPresent() ? Optional.ofNullable(configs.versions().get(newest.get())) : Optional.empty();
    }

    /** What is published. */
    public PublishedFolder published() {
        return published;
    }

    /** Writes down what is only in memory, and reads anew what may have changed on disk. */
    void settle() throws IOException {
        notes.save();
        symbols.forget();
        counted.save(today());
        shares.forget(config.limits(), today());
        for (LocalDate week : store.weeks()) {
            if (!config.limits().mayCome(week, today())) {
                store.forgetResends(week);
            }
        }
    }

    /** How many take part, as measured in the last whole weeks. */
    Participation measured() throws IOException {
        return measured.on(today());
    }

    /** Goes by what was measured, for what one network may give of a chart. */
    void goBy(Participation participation) throws IOException {
        Optional<ConfigVersion> newest = configurations.newest();
        if (newest.isPresent()) {
            intake.goBy(configurations.load(newest.get()).orElseThrow(), configs.charts(newest.get()), participation);
        }
    }

    /** What came now about a week that is published for the last time would be lost. */
    private void closeFinalWeeks() throws IOException {
        intake.close(published.publication().finalWeeks());
    }

    /** How many networks gave how many answers to a calendar week, as far as that is known. */
    public Optional<Networks> networks(LocalDate monday) {
        return shares.of(monday);
    }

    /** Why no answer can be taken now, or empty if one can. */
    @Override
    public Optional<String> unready() {
        return store.refusal().map(why -> name() + ": " + why.getMessage()).or(this::unreadableConfiguration);
    }

    /** Without the newest configuration no answer can be judged, and nothing can be drawn. */
    private Optional<String> unreadableConfiguration() {
        try {
            Optional<ConfigVersion> newest = configurations.newest();
            if (newest.isPresent()) {
                configs.load(newest.get());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(name() + ": the newest configuration cannot be read: " + e.getMessage());
        }
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return store.broken();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public void listensAt(URI listening) {
        address.listensAt(listening);
    }

    @Override
    public Mount mount() {
        return address.mount(intake, resources);
    }

    private CollectionFacts facts() {
        return about.at(url().toString());
    }

    @Override
    public void close() throws IOException {
        renewal.close();
        try (log) {
            notes.save();
            counted.save(today());
            store.close();
        }
    }
}
