package dev.limpid.server;

import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SamplingControl;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.server.runtime.IncompleteWorkException;
import dev.limpid.server.runtime.ReleaseFinder;
import dev.limpid.server.runtime.Steps;
import dev.limpid.server.settings.CollectionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regular maintenance of a collection: publishes revocations and weeks that are due, follows the charts' file, and
 * drops answers that are published for the last time.
 *
 * <p>For one thread at a time: the server's maintenance thread.
 */
final class MaintenanceTasks {

    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceTasks.class);

    private final CollectionSettings config;
    private final ReleaseFinder releases;
    private String lastMessage = "";

    MaintenanceTasks(CollectionSettings config, ReleaseFinder releases) {
        this.config = config;
        this.releases = releases;
    }

    /**
     * Runs every step, even if others fail: unreadable charts or an unreachable repository are no reason to publish
     * nothing, or to accept answers under a revoked configuration.
     *
     * @param collection the collection to maintain
     * @param today the day that decides what is due
     * @throws dev.limpid.server.runtime.IncompleteWorkException after all steps were tried, if one failed
     */
    void run(HostedCollection collection, LocalDate today) throws IncompleteWorkException {
        Steps steps = new Steps();
        collection.flushAndReload(steps, today);
        steps.attempt("revoking", () -> logRevoked(collection, collection.publishRevocations()));
        steps.attempt("publishing", () -> publish(collection, today));
        steps.attempt("dropping published answers", () -> drop(collection, today));
        // Last, since it asks other servers, which may be slow.
        steps.attempt("following the charts", () -> {
            Optional<String> before = collection.newestConfig();
            Participation measured = collection.measured(today);
            if (config.charts().isPresent()) {
                followCharts(collection, config.charts().get(), moving(collection, measured, today));
            }
            collection.limitNetworks(measured);
            if (!collection.newestConfig().equals(before)) {
                publish(collection, today); // under the new configuration
            }
        });
        steps.throwIfAnyFailed();
    }

    private static void publish(HostedCollection collection, LocalDate today) throws IOException {
        if (collection.newestConfig().isPresent()) {
            log(collection, collection.publish(today));
        }
    }

    private static void logRevoked(HostedCollection collection, Optional<CollectionConfig> published) {
        published.ifPresent(config -> LOG.warn(
                "{}: published configuration {}, which revokes {}",
                collection.name(),
                config.version(),
                config.revoked()));
    }

    private void drop(HostedCollection collection, LocalDate today) throws IOException {
        for (Retention.StoredWeek week : Retention.drop(collection.answers(), config, today)) {
            LOG.info(
                    "{}: dropped the answers about the week of {}, which are published",
                    collection.name(),
                    week.week());
        }
    }

    private static void log(HostedCollection collection, Publication published) {
        for (PublishedWeek week : published.weeks()) {
            LOG.info(
                    "{}: published {} answers about the week of {}, {}, revision {}",
                    collection.name(),
                    week.answers(),
                    week.week(),
                    week.state() == PublishedWeek.State.FINAL ? "for the last time" : "provisionally",
                    week.revision());
        }
        for (RemovedAnswer answer : published.removed()) {
            LOG.warn(
                    "{}: the answer {} about the week of {} cannot be counted and is not published",
                    collection.name(),
                    answer.sha256(),
                    answer.week());
        }
    }

    private void followCharts(HostedCollection collection, Path file, Participation participation)
            throws IOException, ChartConfigException, RefusedConfigException {
        String text = InputFile.readConfiguredFile(file);
        Optional<String> before = collection.newestConfig();
        CollectionConfig asked = collection.publishConfiguration(
                file.toString(), text, releases.find(ChartConfig.parseDecided(file.toString(), text)), participation);
        Optional<String> waitsFor = collection.log().config().missingCosignatures();
        String message = waitsFor.map(whom -> "appended configuration " + asked.version()
                        + ", which is not published yet: it waits for " + whom)
                .orElse("published configuration " + asked.version());
        boolean news = waitsFor.isPresent() || !before.equals(Optional.of(asked.version()));
        if (news && !message.equals(lastMessage)) {
            LOG.info("{}: {}", collection.name(), message);
            lastMessage = message;
        }
    }

    /** Rates change once a week at most; see {@link SamplingControl}. */
    private static Participation moving(HostedCollection collection, Participation measured, LocalDate today)
            throws IOException {
        Optional<Instant> since = collection.configuredAt();
        return measured.withRateChange(since.isEmpty() || SamplingControl.mayChangeRates(today, since.get()));
    }
}
