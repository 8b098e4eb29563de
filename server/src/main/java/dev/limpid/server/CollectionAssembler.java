package dev.limpid.server;

import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.ConfigPublisher;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.configuration.RevokedVersions;
import dev.limpid.server.http.Resource;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.HeadRenewal;
import dev.limpid.server.ops.OperationsResource;
import dev.limpid.server.ops.ServerMetrics;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.PublishedResource;
import dev.limpid.server.publish.Publisher;
import dev.limpid.server.runtime.ReleaseFinder;
import dev.limpid.server.runtime.ResourceStack;
import dev.limpid.server.runtime.ServerContext;
import dev.limpid.server.runtime.TrustedTime;
import dev.limpid.server.sampling.ParticipationMeasurement;
import dev.limpid.server.sampling.SamplingTotals;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.site.CollectionContents;
import dev.limpid.server.site.DeobfuscatedCharts;
import dev.limpid.server.site.PublishedFolderValues;
import dev.limpid.server.site.SiteProperties;
import dev.limpid.server.site.SiteResource;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a collection part by part. It adds each open part to {@link dev.limpid.server.runtime.ResourceStack} at once, so that all parts are closed
 * in reverse order whenever one fails. For one thread.
 */
final class CollectionAssembler {

    private final CollectionSettings settings;
    private final ServerContext context;
    private final ResourceStack opened = new ResourceStack();

    private CollectionAssembler(CollectionSettings settings, ServerContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** Opens a collection of a server. */
    static HostedCollection served(
            CollectionSettings settings, ServerRules rules, ServerContext context, ReleaseFinder releases)
            throws IOException {
        return new CollectionAssembler(settings, context).open(Optional.empty(), false, rules, releases);
    }

    /**
     * Opens a collection that no server has open, and trusts the clock.
     *
     * @param answers where its answers are stored, if not where the settings say
     */
    static HostedCollection alone(CollectionSettings settings, Clock clock, Optional<AnswerStore> answers)
            throws IOException {
        ServerRules rules = PrivacyRules.of(ServerSettings.local(List.of(settings)), settings);
        ServerContext alone = new ServerContext(clock, new SecureRandom(), Runnable::run, new ServerMetrics());
        return new CollectionAssembler(settings, alone).open(answers, true, rules, ReleaseFinder.BY_HAND);
    }

    private HostedCollection open(
            Optional<AnswerStore> answers, boolean byHand, ServerRules rules, ReleaseFinder releases)
            throws IOException {
        try {
            Path folder = Files.createDirectories(settings.folder());
            CollectionInfo about = SiteProperties.read(folder, settings.name(), "");
            CollectionParts parts = parts(time(byHand), answers);
            HostedCollection collection = new HostedCollection(
                    parts, new MaintenanceTasks(settings, releases), resources(parts, about, rules));
            begin(parts, collection);
            return collection;
        } catch (IOException | RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private TrustedTime time(boolean byHand) throws IOException {
        Path log = settings.folder().resolve("log");
        CollectionLog.init(settings.name(), log, context.random());
        TrustedTime time = new TrustedTime(
                settings.folder().resolve(TrustedTime.FILE), context.clock(), CollectionLog.lastSigned(log));
        if (byHand) {
            time.trustClock();
        }
        return time;
    }

    private CollectionParts parts(TrustedTime time, Optional<AnswerStore> answers) throws IOException {
        Path folder = settings.folder();
        CollectionLog log = CollectionLog.open(settings.name(), folder.resolve("log"), time);
        opened.add(log::close);
        context.metrics().waiting(settings.name(), log.config()::unpublishedEntries);
        AnswerStore store = answers.isPresent() ? answers.get() : store();
        opened.add(store::close);
        LoggedConfigs configs = new LoggedConfigs(log.published());
        CollectionIntake intake =
                CollectionIntake.open(settings, configs, store, Set.copyOf(store.weeks()), time, context);
        ConfigPublisher release = new ConfigPublisher(
                log,
                configs,
                time,
                folder.resolve("margins.txt"),
                new RevokedVersions(folder),
                () -> intake.sealing().relays(time.today()));
        PublishedFolder published = new PublishedFolder(folder.resolve("published"), settings.name());
        Publisher publisher = new Publisher(
                published, store, configs, new ModulePublicationLog(log), settings.publishing(), intake.shares());
        SamplingTotals counted = new SamplingTotals(folder.resolve("counted.txt"), intake.shares());
        return new CollectionParts(
                settings,
                log,
                store,
                configs,
                intake,
                release,
                published,
                publisher,
                counted,
                new ParticipationMeasurement(store, published, configs, counted),
                new CollectionHealth(intake, configs),
                opened);
    }

    private AnswerStore store() throws IOException {
        return settings.objectStore().isPresent()
                ? settings.objectStore().get().open()
                : LocalAnswerStore.open(settings.folder().resolve("answers"));
    }

    private List<Resource> resources(CollectionParts parts, CollectionInfo about, ServerRules rules) {
        CollectionIntake intake = parts.intake();
        CollectionContents contents = new CollectionContents(
                () -> about.at(intake.url().toString()),
                rules,
                parts.log(),
                parts.configs(),
                new PublishedFolderValues(parts.published()),
                new DeobfuscatedCharts(settings.folder().resolve("mappings")));
        OperationsResource health = new OperationsResource(Optional.empty(), parts.health()::unready);
        return List.of(
                health,
                intake.notes(),
                parts.log().resource(),
                new PublishedResource(parts.published()),
                new SiteResource(contents));
    }

    private void begin(CollectionParts parts, HostedCollection collection) throws IOException {
        CollectionIntake intake = parts.intake();
        TrustedTime time = intake.time();
        intake.configurations().published();
        intake.limitNetworks(Participation.UNKNOWN);
        collection.closeFinalWeeks();
        opened.add(() -> parts.counted().save(time.today()));
        opened.add(intake.notes()::save);
        opened.add(HeadRenewal.start(parts.log(), time)::close);
    }
}
