package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.PublishedWeek.State;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.web.facts.DataWeek;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The publisher's files. The most recently requested chart sets stay in memory, each until it is published again.
 */
public final class PublishedFolderValues implements PublishedValues {
    private static final int CACHED = 24;

    private final PublishedFolder folder;
    private final Map<PublishedCharts, ChartSet> cache =
            Collections.synchronizedMap(new LinkedHashMap<>(CACHED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PublishedCharts, ChartSet> eldest) {
                    return size() > CACHED;
                }
            });

    public PublishedFolderValues(PublishedFolder folder) {
        this.folder = folder;
    }

    @Override
    public List<Period> periods() throws IOException {
        return folder.periods();
    }

    @Override
    public Optional<ChartSet> charts(Period period) throws IOException {
        Optional<PublishedCharts> published = folder.publication().charts().stream()
                .filter(one -> one.period().equals(period))
                .findFirst();
        if (published.isEmpty()) {
            return Optional.empty();
        }
        ChartSet known = cache.get(published.get());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ChartSet> read = folder.charts(period);
        read.ifPresent(set -> cache.put(published.get(), set));
        return read;
    }

    @Override
    public List<DataWeek> data() throws IOException {
        Publication publication = folder.publication();
        return publication.weeks().stream()
                .map(week -> week(week, publication.removed()))
                .toList();
    }

    private static DataWeek week(PublishedWeek week, List<RemovedAnswer> removed) {
        return new DataWeek(
                week.week(),
                week.state() == State.PROVISIONAL,
                week.answers(),
                week.lines(),
                week.alone(),
                "data/" + week.week() + ".ndjson.zst",
                week.bytes(),
                week.sha256(),
                week.version(),
                week.networks().map(one -> new DataWeek.Networks(one.one(), one.upTo9(), one.upTo99(), one.more())),
                week.gate()
                        .map(one -> new DataWeek.Gate(one.threshold(), one.attributes(), one.counts(), one.leftOut())),
                week.earlier().stream()
                        .map(one -> new DataWeek.Earlier(
                                one.state() == State.PROVISIONAL, one.answers(), one.sha256(), one.version()))
                        .toList(),
                removed.stream()
                        .filter(one -> one.week().equals(week.week()))
                        .map(one -> new DataWeek.Removed(
                                one.sha256(), one.why() == RemovedAnswer.Why.OPERATOR, one.machines(), one.version()))
                        .toList());
    }
}
