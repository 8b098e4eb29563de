package dev.limpid.server;

import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.server.configuration.ConfigRelease;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.configuration.RevokedVersions;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.intake.Configurations;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.HeadRenewal;
import dev.limpid.server.log.LogFacts;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.PublishedResource;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.publish.index.Networks;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.sampling.CountedWeeks;
import dev.limpid.server.sampling.MeasuredWeeks;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerConfig;
import dev.limpid.server.site.CollectionContents;
import dev.limpid.server.site.PublishedFiles;
import dev.limpid.server.site.ReadableCharts;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * One collection as the server runs it: its store, its log, its way in and its pages. Safe for use by many threads.
 *
 * <pre>
 * answers/     what was taken, by week
 * log/         keys and the two trees
 * published/   data and charts
 * symbols/     lists of published methods, if the operator put any there
 * mappings/    the source's names of obfuscated releases, likewise
 * flood-notes.json
 * counted.txt  how much of each chart's week counts for rates
 * oblivious/   the private keys to which answers are sealed that come through relays
 * revoked.txt  versions of configurations that the operator revoked
 * clock.txt    the time by which regular work goes
 * </pre>
 */
public final class HostedCollection implements CollectionRuntime, AutoCloseable {

    private final CollectionSettings config;
    private final TrustedTime time;
    private final CollectionLog log;
    private final AnswerStore store;
    private final AnswerEntrance entrance;
    private final Configurations configurations;
    private final LoggedConfigs configs;
    private final ConfigRelease release;
    private final PublishedFolder published;
    private final Publisher publisher;
    private final CountedWeeks counted;
    private final MeasuredWeeks measured;
    private final MaintenanceTasks work;
    private final List<Resource> resources;
    private final CollectionFacts about;
    private final OpenedParts opened;

    private HostedCollection(
            CollectionSettings config,
            CollectionLog log,
            AnswerStore store,
            LoggedConfigs configs,
            AnswerEntrance entrance,
            SiteRules site,
            ReleaseFinder releases,
            OpenedParts opened) {
        this.config = config;
        this.time = entrance.time();
        this.log = log;
        this.store = store;
        this.configs = configs;
        this.entrance = entrance;
        this.about = site.about();
        this.opened = opened;
        this.configurations = entrance.configurations();
        this.release = new ConfigRelease(
                log,
                configs,
                time,
                config.folder().resolve("margins.txt"),
                new RevokedVersions(config.folder()),
                this::relays);
        this.published = new PublishedFolder(config.folder().resolve("published"), config.name());
        this.publisher = new Publisher(
                published, store, configs, new LoggedPublication(log), config.publishing(), entrance.shares());
        this.counted = new CountedWeeks(config.folder().resolve("counted.txt"), entrance.shares());
        this.measured = new MeasuredWeeks(store, published, configs, counted);
        this.work = new MaintenanceTasks(this, config, releases);
        CollectionContents contents = new CollectionContents(
                this::facts,
                site.rules(),
                log,
                configs,
                new PublishedFiles(published),
                new ReadableCharts(config.folder().resolve("mappings")));
        OperationsResource health = new OperationsResource(Optional.empty(), this::unready);
        this.resources = List.of(
                health, entrance.notes(), log.resource(), new PublishedResource(published), new SiteResource(contents));
    }

    /** What pages say of the collection and its server. */
    private record SiteRules(CollectionFacts about, ServerRules rules) {}

    static HostedCollection open(
            CollectionSettings config, ServerRules rules, ServerContext context, ReleaseFinder releases)
            throws IOException {
        return open(config, Optional.empty(), rules, context, false, releases);
    }

    private static HostedCollection open(
            CollectionSettings config,
            Optional<AnswerStore> answers,
            ServerRules rules,
            ServerContext context,
            boolean byHand,
            ReleaseFinder releases)
            throws IOException {
        OpenedParts opened = new OpenedParts();
        try {
            Path folder = Files.createDirectories(config.folder());
            SiteRules site = new SiteRules(SiteProperties.read(folder, config.name(), ""), rules);
            CollectionLog.init(config.name(), folder.resolve("log"), context.random());
            TrustedTime time = new TrustedTime(
                    folder.resolve(TrustedTime.FILE), context.clock(), CollectionLog.lastSigned(folder.resolve("log")));
            if (byHand) {
                time.vouchFor();
            }
            CollectionLog log = CollectionLog.open(config.name(), folder.resolve("log"), time);
            opened.add(log::close);
            context.metrics().waiting(config.name(), log.config()::waiting);
            AnswerStore store = answers.isPresent() ? answers.get() : store(config);
            opened.add(store::close);
            LoggedConfigs configs = new LoggedConfigs(log.published());
            AnswerEntrance entrance =
                    AnswerEntrance.open(config, configs, store, Set.copyOf(store.weeks()), time, context);
            HostedCollection collection =
                    new HostedCollection(config, log, store, configs, entrance, site, releases, opened);
            collection.begin();
            return collection;
        } catch (IOException | RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private void begin() throws IOException {
        configurations.published();
        entrance.goBy(Participation.UNKNOWN);
        closeFinalWeeks();
        opened.add(() -> counted.save(time.today()));
        opened.add(entrance.notes()::save);
        opened.add(HeadRenewal.start(log, time)::close);
    }

    private static AnswerStore store(CollectionSettings config) throws IOException {
        return config.objectStore().isPresent()
                ? config.objectStore().get().open()
                : LocalAnswerStore.open(config.folder().resolve("answers"));
    }

    /** Opens a collection that nobody serves just now, for a command that works on it, and goes by the clock. */
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
        ServerRules rules = PrivacyRules.of(ServerConfig.local(List.of(config)), config);
        ServerContext alone = new ServerContext(clock, new SecureRandom(), Runnable::run, new ServerMetrics());
        return open(config, answers, rules, alone, true, ReleaseFinder.BY_HAND);
    }

    /** The collection's name. */
    @Override
    public String name() {
        return config.name();
    }

    /** Where the world reaches it, ending in a slash. */
    @Override
    public URI url() {
        return entrance.url();
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
     * Publishes every week that is due, and the charts that it changes. Somebody asked for it, so the clock is believed.
     *
     * @return what this run changed; nothing if nothing was new
     */
    public Publication publishNow() throws IOException {
        time.vouchFor();
        return publish(time.today());
    }

    /** The same as on this day. */
    Publication publish(LocalDate day) throws IOException {
        synchronized (publisher) {
            Publication changed = publisher.publish(day);
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
            time.vouchFor();
            return publisher.publishWithout(digests, time.today());
        }
    }

    /** Does what a server does without being asked; it is called now and then. */
    @Override
    public void workRegularly() throws IOException {
        work.run(time.today());
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

    /** Writes down what is only in memory, reads anew what may have changed on disk, and forgets what has had its time. */
    void flushAndReload(Steps steps, LocalDate day) {
        entrance.flushAndReload(steps);
        steps.attempt("forgetting resends", () -> {
            for (LocalDate week : entrance.over(day)) {
                store.forgetResends(week);
            }
        });
        steps.attempt("noting what counts", () -> counted.save(day));
        steps.attempt("forgetting keys", () -> forgetKeys(day));
        entrance.forgetNetworks(day); // what they gave counts first
    }

    /** Those to which no answer may be sealed any more. */
    private void forgetKeys(LocalDate day) throws IOException {
        if (entrance.keys().isPresent()) {
            entrance.keys().get().forgetAllBut(sealedTo(), day);
        }
    }

    /** The keys to which answers may still be sealed. */
    private List<KeyConfig> sealedTo() throws IOException {
        return configurations.inUse().stream()
                .flatMap(known -> known.relays().stream())
                .map(Relays::key)
                .toList();
    }

    private Optional<Relays> relays() throws IOException {
        return entrance.keys().isEmpty()
                ? Optional.empty()
                : Optional.of(new Relays(
                        entrance.keys().get().due(time.today()),
                        config.relaying().orElseThrow().urls(),
                        config.relaying().orElseThrow().direct()));
    }

    /** How many take part, as measured in the last whole weeks before this day. */
    Participation measured(LocalDate day) throws IOException {
        return measured.on(day);
    }

    /** Goes by what was measured, for what one network may give of a chart. */
    void goBy(Participation participation) throws IOException {
        entrance.goBy(participation);
    }

    /** What came now about a week that is published for the last time would be lost. */
    private void closeFinalWeeks() throws IOException {
        Set<LocalDate> last = published.publication().finalWeeks();
        entrance.closeFinal(last);
        Set<LocalDate> untold = new TreeSet<>(last);
        untold.removeAll(store.finalWeeks());
        for (LocalDate week : untold) {
            store.markFinal(week);
        }
    }

    /** How many networks gave how many answers to a calendar week, as far as that is known. */
    public Optional<Networks> networks(LocalDate monday) {
        return entrance.shares().of(monday);
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

    @Override
    public void listensAt(URI listening) {
        entrance.listensAt(listening);
    }

    @Override
    public Mount mount() {
        return entrance.mount(resources);
    }

    private CollectionFacts facts() {
        return about.at(url().toString());
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
