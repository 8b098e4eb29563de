package dev.limpid.server;

import dev.limpid.charts.Period;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.SamplingControl;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.server.publish.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does for a collection now and then without being asked: shows that the log lives, publishes what is new,
 * follows the charts' file, and drops reports that were published long ago.
 */
final class RegularWork {

    private static final Logger LOG = LoggerFactory.getLogger(RegularWork.class);

    private final HostedCollection collection;
    private final CollectionSettings config;
    private final ReleaseFinder releases;
    private String lastSaid = "";

    RegularWork(HostedCollection collection, CollectionSettings config, ReleaseFinder releases) {
        this.collection = collection;
        this.config = config;
        this.releases = releases;
    }

    void run(LocalDate today) throws IOException, ChartConfigException, RefusedConfigException {
        collection.settle();
        if (config.charts().isPresent()) {
            followCharts(config.charts().get(), today);
        }
        if (collection.newestConfig().isPresent()) {
            Publication published = collection.publishNow();
            published
                    .days()
                    .forEach(day -> LOG.info(
                            "{}: published {} reports of {}, revision {}",
                            collection.name(),
                            day.reports(),
                            day.date(),
                            day.revision()));
            published
                    .removed()
                    .forEach(report -> LOG.warn(
                            "{}: the report {} of {} cannot be counted and is not published",
                            collection.name(),
                            report.sha256(),
                            report.date()));
        }
        for (Retention.StoredWeek week : Retention.drop(collection.reports(), config, today)) {
            LOG.info("{}: dropped the reports of {}, which are published", collection.name(), week.week());
        }
    }

    private void followCharts(Path file, LocalDate today)
            throws IOException, ChartConfigException, RefusedConfigException {
        String text = Files.readString(file);
        Optional<String> before = collection.newestConfig();
        UploadConfig asked = collection.publishConfiguration(
                file.toString(), text, releases.find(ChartConfig.parse(file.toString(), text)), participation(today));
        Optional<String> waitsFor = collection.log().config().waitsFor();
        String said = waitsFor.map(whom -> "appended configuration " + asked.version()
                        + ", which is not published yet: it waits for " + whom)
                .orElse("published configuration " + asked.version());
        boolean news = waitsFor.isPresent() || !before.equals(Optional.of(asked.version()));
        if (news && !said.equals(lastSaid)) {
            LOG.info("{}: {}", collection.name(), said);
            lastSaid = said;
        }
    }

    /** As measured in the last whole weeks; see {@link SamplingControl}. */
    private Participation participation(LocalDate today) throws IOException {
        List<Map<String, Double>> weeks = new ArrayList<>();
        for (LocalDate end : SamplingControl.weeks(today)) {
            collection
                    .published()
                    .charts(Period.weekTo(end))
                    .ifPresent(charts -> weeks.add(charts.installationsByProgram()));
        }
        Optional<Instant> since = collection.configuredAt();
        return Participation.measured(weeks).moving(since.isEmpty() || SamplingControl.mayMove(today, since.get()));
    }
}
