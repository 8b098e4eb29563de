package dev.limpid.server;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.server.publish.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does for a collection now and then without being asked: shows that the log lives, publishes what is new,
 * follows the charts' file, and drops reports that were published long ago.
 */
final class RegularWork {

    private static final Logger LOG = LoggerFactory.getLogger(RegularWork.class);

    private final HostedCollection collection;
    private final CollectionConfig config;
    private final ReleaseFinder releases;
    private String lastSaid = "";

    RegularWork(HostedCollection collection, CollectionConfig config, ReleaseFinder releases) {
        this.collection = collection;
        this.config = config;
        this.releases = releases;
    }

    void run(LocalDate today) throws IOException, ChartConfigException, RefusedConfigException {
        collection.settle();
        if (config.charts().isPresent()) {
            followCharts(config.charts().get());
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
        }
        for (Retention.StoredWeek week : Retention.drop(collection.reports(), config, today)) {
            LOG.info("{}: dropped the reports of {}, which are published", collection.name(), week.week());
        }
    }

    private void followCharts(Path file) throws IOException, ChartConfigException, RefusedConfigException {
        String text = Files.readString(file);
        Optional<String> before = collection.newestConfig();
        UploadConfig asked = collection.publishConfiguration(
                file.toString(), text, releases.find(ChartConfig.parse(file.toString(), text)), participation());
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

    /** As measured in the last week that was published in full. */
    private Participation participation() throws IOException {
        Optional<UploadConfig> inForce = collection.configurationInForce();
        Optional<LocalDate> last = collection.published().publication().days().stream()
                .map(Publication.PublishedDay::date)
                .max(LocalDate::compareTo);
        if (inForce.isEmpty() || last.isEmpty()) {
            return Participation.UNKNOWN;
        }
        Optional<ChartSet> week = collection.published().charts(Period.weekTo(last.get()));
        Map<String, Long> reports = new TreeMap<>();
        week.ifPresent(charts -> charts.programs().forEach(one -> reports.put(one.program(), one.reports())));
        return Participation.measured(reports, inForce.get());
    }
}
