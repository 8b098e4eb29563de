package dev.limpid.server;

import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.intake.Configurations;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogFacts;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.publish.index.Networks;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.StoreBrokenException;
import java.io.IOException;
import java.net.URI;
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
 * One collection as the server runs it: what is done with its store, its log, its way in and its pages. {@link CollectionAssembler}
 * opens them. Safe for use by many threads.
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

    private final CollectionParts parts;
    private final MaintenanceTasks tasks;
    private final Mount mount;

    /** @param resources what is served beside the way in */
    HostedCollection(CollectionParts parts, MaintenanceTasks tasks, List<Resource> resources) {
        this.parts = parts;
        this.tasks = tasks;
        this.mount = parts.entrance().mount(resources);
    }

    /** Opens a collection that nobody serves just now, for a command that works on it, and goes by the clock. */
    public static HostedCollection open(CollectionSettings config, Clock clock) throws IOException {
        return CollectionAssembler.alone(config, clock, Optional.empty());
    }

    /**
     * The same with answers that lie elsewhere than the settings say. What is published of them stays published, also
     * where the collection is opened without them later.
     */
    public static HostedCollection open(CollectionSettings config, Clock clock, AnswerStore answers)
            throws IOException {
        return CollectionAssembler.alone(config, clock, Optional.of(answers));
    }

    /** The collection's name. */
    @Override
    public String name() {
        return parts.settings().name();
    }

    /** Where the world reaches it, ending in a slash. */
    @Override
    public URI url() {
        return parts.entrance().url();
    }

    /** What programs and people need in order to verify the log. */
    public LogFacts logFacts() throws IOException {
        return parts.log().facts(url().resolve("log").toString());
    }

    /** The answers that were taken. */
    public AnswerStore answers() {
        return parts.store();
    }

    /** The collection's log. */
    public CollectionLog log() {
        return parts.log();
    }

    /** The newest configuration's version, if one was published. */
    public Optional<String> newestConfig() throws IOException {
        return configurations().newest().map(ConfigVersion::text);
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
        CollectionConfig published = parts.release().publish(fileName, charts, releases, participation);
        configurations().published();
        return published;
    }

    /**
     * Publishes what the operator revoked, if no configuration says so yet, without charts or released versions: the newest
     * configuration that was not revoked, under a new version. Nothing is asked any more if there is none.
     *
     * @return the new configuration, if there was anything to revoke
     */
    Optional<CollectionConfig> publishRevocations() throws IOException, RefusedConfigException {
        Optional<CollectionConfig> published = parts.release().revoke();
        configurations().published();
        return published;
    }

    /**
     * Publishes a configuration that is made already, under its own version, with the charts that it was made of. For
     * collections that come from elsewhere.
     */
    public void adoptConfiguration(CollectionConfig configuration, String charts)
            throws IOException, RefusedConfigException {
        parts.release().append(configuration, charts);
        configurations().published();
    }

    /**
     * Publishes every week that is due, and the charts that it changes. Somebody asked for it, so the clock is believed.
     *
     * @return what this run changed; nothing if nothing was new
     */
    public Publication publishNow() throws IOException {
        time().vouchFor();
        return publish(time().today());
    }

    /** The same as on this day. */
    Publication publish(LocalDate day) throws IOException {
        synchronized (parts.publisher()) {
            Publication changed = parts.publisher().publish(day);
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
        synchronized (parts.publisher()) {
            time().vouchFor();
            return parts.publisher().publishWithout(digests, time().today());
        }
    }

    /** Does what a server does without being asked; it is called now and then. */
    @Override
    public void workRegularly() throws IOException {
        tasks.run(this, time().today());
    }

    /** The newest configuration, if one was published. */
    public Optional<CollectionConfig> configurationInForce() throws IOException {
        Optional<ConfigVersion> newest = configurations().newest();
        return newest.isPresent() ? configurations().load(newest.get()) : Optional.empty();
    }

    /** When the newest configuration was published, if one was. */
    Optional<Instant> configuredAt() throws IOException {
        Optional<ConfigVersion> newest = configurations().newest();
        return newest.isPresent() ? Optional.ofNullable(parts.configs().versions().get(newest.get())) : Optional.empty();
    }

    /** What is published. */
    public PublishedFolder published() {
        return parts.published();
    }

    /** Writes down what is only in memory, reads anew what may have changed on disk, and forgets what has had its time. */
    void flushAndReload(Steps steps, LocalDate day) {
        parts.entrance().flushAndReload(steps);
        steps.attempt("forgetting resends", () -> {
            for (LocalDate week : parts.entrance().over(day)) {
                parts.store().forgetResends(week);
            }
        });
        steps.attempt("noting what counts", () -> parts.counted().save(day));
        steps.attempt("forgetting keys", () -> parts.entrance().sealing().forgetUnused(day));
        parts.entrance().forgetNetworks(day); // what they gave counts first
    }

    /** How many take part, as measured in the last whole weeks before this day. */
    Participation measured(LocalDate day) throws IOException {
        return parts.measured().on(day);
    }

    /** Goes by what was measured, for what one network may give of a chart. */
    void goBy(Participation participation) throws IOException {
        parts.entrance().goBy(participation);
    }

    /** Takes nothing more about weeks that are published for the last time: it would be lost. Other nodes hear it through the store. */
    void closeFinalWeeks() throws IOException {
        Set<LocalDate> last = parts.published().publication().finalWeeks();
        parts.entrance().closeFinal(last);
        Set<LocalDate> untold = new TreeSet<>(last);
        untold.removeAll(parts.store().finalWeeks());
        for (LocalDate week : untold) {
            parts.store().markFinal(week);
        }
    }

    /** How many networks gave how many answers to a calendar week, as far as that is known. */
    public Optional<Networks> networks(LocalDate monday) {
        return parts.entrance().shares().of(monday);
    }

    /** Why no answer can be taken now, or empty if one can. */
    @Override
    public Optional<String> unready() {
        return parts.health().unready();
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return parts.store().broken();
    }

    @Override
    public void listensAt(URI listening) {
        parts.entrance().listensAt(listening);
    }

    @Override
    public Mount mount() {
        return mount;
    }

    private TrustedTime time() {
        return parts.entrance().time();
    }

    private Configurations configurations() {
        return parts.entrance().configurations();
    }

    @Override
    public void close() throws IOException {
        parts.opened().close();
    }
}
