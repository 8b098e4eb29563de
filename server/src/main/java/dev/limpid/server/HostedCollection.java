package dev.limpid.server;

import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.intake.AcceptedConfigs;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogInfo;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.publish.index.NetworkHistogram;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.runtime.Steps;
import dev.limpid.server.runtime.TrustedTime;
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
 * One collection as the server runs it: the operations on its store, log, intake and pages. {@link CollectionAssembler}
 * opens it. Safe for use by many threads, since all fields are final and safe for that; only its owner closes it, once.
 *
 * <pre>
 * answers/     accepted answers, by week
 * log/         keys and the two trees
 * published/   data and charts
 * symbols/     lists of published methods, if the operator added any
 * mappings/    source names for obfuscated releases, if the operator added any
 * flood-notes.json
 * counted.txt  how much of each chart's week counts towards rates
 * oblivious/   private keys for answers that come through relays
 * revoked.txt  configuration versions that the operator revoked
 * clock.txt    the time that decides when maintenance is due
 * </pre>
 */
public final class HostedCollection implements CollectionRuntime, AutoCloseable {

    private final CollectionParts parts;
    private final MaintenanceTasks tasks;
    private final Mount mount;

    /** @param resources what is served next to the intake */
    HostedCollection(CollectionParts parts, MaintenanceTasks tasks, List<Resource> resources) {
        this.parts = parts;
        this.tasks = tasks;
        this.mount = parts.intake().mount(resources);
    }

    /** Opens a collection that no server has open, for a command that works on it, and trusts the clock. */
    public static HostedCollection open(CollectionSettings config, Clock clock) throws IOException {
        return CollectionAssembler.alone(config, clock, Optional.empty());
    }

    /**
     * Opens the collection with answers from another place than the settings name. What is published of them stays
     * published, even if the collection is later opened without them.
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

    /** The collection's public address, ending in a slash. */
    @Override
    public URI url() {
        return parts.intake().url();
    }

    /** What programs and people need to verify the log. */
    public LogInfo logFacts() throws IOException {
        return parts.log().facts(url().resolve("log").toString());
    }

    /** The accepted answers. */
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
     * Appends the configuration of these charts to the log and publishes it; from then on, answers that name it are
     * accepted. If it asks for exactly what the newest asks for, the newest stays. While witnesses are missing, it is
     * neither published nor in force: {@code log().config().waitsFor()} names those it waits for.
     *
     * @param fileName what messages call the chart config
     * @param charts the chart config's text
     * @param releases the released versions of the charts' programs
     * @param participation the measured participation
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
     * Publishes what the operator revoked, if no configuration lists it yet. It needs neither charts nor released
     * versions: it publishes the newest configuration that is not revoked, under a new version. If there is none, the
     * new configuration asks nothing.
     *
     * @return the new configuration, if there was anything to revoke
     */
    Optional<CollectionConfig> publishRevocations() throws IOException, RefusedConfigException {
        Optional<CollectionConfig> published = parts.release().revoke();
        configurations().published();
        return published;
    }

    /**
     * Publishes a finished configuration under its own version, with the charts that it was made from. For collections
     * that are moved here.
     */
    public void adoptConfiguration(CollectionConfig configuration, String charts)
            throws IOException, RefusedConfigException {
        parts.release().append(configuration, charts);
        configurations().published();
    }

    /**
     * Publishes every week that is due, and the charts that it changes. An operator asked for it, so the clock is
     * trusted.
     *
     * @return what this run changed; empty if nothing was new
     */
    public Publication publishNow() throws IOException {
        time().trustClock();
        return publish(time().today());
    }

    /** Publishes every week that is due on this day. */
    Publication publish(LocalDate day) throws IOException {
        synchronized (parts.publisher()) {
            Publication changed = parts.publisher().publish(day);
            closeFinalWeeks();
            return changed;
        }
    }

    /**
     * Publishes without these answers, now and later; see {@link Publisher#publishWithout}.
     *
     * @param digests the SHA-256 of each answer's bytes, in hexadecimal
     */
    public Publication publishWithout(Collection<String> digests) throws IOException {
        synchronized (parts.publisher()) {
            time().trustClock();
            return parts.publisher().publishWithout(digests, time().today());
        }
    }

    /** Does the regular maintenance that nobody has to ask for; the server calls it now and then. */
    @Override
    public void runMaintenance() throws IOException {
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
        return newest.isPresent()
                ? Optional.ofNullable(parts.configs().versions().get(newest.get()))
                : Optional.empty();
    }

    /** What is published. */
    public PublishedFolder published() {
        return parts.published();
    }

    /** Saves what is only in memory, reloads what may have changed on disk, and forgets what has expired. */
    void flushAndReload(Steps steps, LocalDate day) {
        parts.intake().flushAndReload(steps);
        steps.attempt("forgetting resends", () -> {
            for (LocalDate week : parts.intake().endedWeeks(day)) {
                parts.store().endResendDetection(week);
            }
        });
        steps.attempt("saving what counts towards rates", () -> parts.counted().save(day));
        steps.attempt("forgetting keys", () -> parts.intake().sealing().forgetUnused(day));
        parts.intake().forgetNetworks(day); // only after what they gave is counted
    }

    /** The participation measured in the last whole weeks before this day. */
    Participation measured(LocalDate day) throws IOException {
        return parts.measured().on(day);
    }

    /** Sets how much one network may give to a chart, from the measured participation. */
    void limitNetworks(Participation participation) throws IOException {
        parts.intake().limitNetworks(participation);
    }

    /**
     * Refuses further answers about weeks that are published for the last time: they would be lost. Other nodes learn
     * of it through the store.
     */
    void closeFinalWeeks() throws IOException {
        Set<LocalDate> last = parts.published().publication().finalWeeks();
        parts.intake().closeFinal(last);
        Set<LocalDate> untold = new TreeSet<>(last);
        untold.removeAll(parts.store().finalWeeks());
        for (LocalDate week : untold) {
            parts.store().markFinal(week);
        }
    }

    /** How many networks gave how many answers to a calendar week, if that is known. */
    public Optional<NetworkHistogram> networks(LocalDate monday) {
        return parts.intake().shares().of(monday);
    }

    /** Why no answer can be accepted now, or empty if one can. */
    @Override
    public Optional<String> unready() {
        return parts.health().unready();
    }

    @Override
    public CompletionStage<StoreBrokenException> broken() {
        return parts.store().broken();
    }

    @Override
    public void setListenAddress(URI listening) {
        parts.intake().listensAt(listening);
    }

    @Override
    public Mount mount() {
        return mount;
    }

    private TrustedTime time() {
        return parts.intake().time();
    }

    private AcceptedConfigs configurations() {
        return parts.intake().configurations();
    }

    @Override
    public void close() throws IOException {
        parts.opened().close();
    }
}
