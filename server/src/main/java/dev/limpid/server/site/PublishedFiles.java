package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.publish.Publication;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.Publication.Removed;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.web.facts.DataDay;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the publisher wrote. The newest chart sets that were asked for stay in memory, each until it is published anew.
 */
public final class PublishedFiles implements PublishedValues {
    private static final int REMEMBERED = 24;

    private final PublishedFolder folder;
    private final Map<PublishedCharts, ChartSet> remembered =
            Collections.synchronizedMap(new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PublishedCharts, ChartSet> eldest) {
                    return size() > REMEMBERED;
                }
            });

    public PublishedFiles(PublishedFolder folder) {
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
        ChartSet known = remembered.get(published.get());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ChartSet> read = folder.charts(period);
        read.ifPresent(set -> remembered.put(published.get(), set));
        return read;
    }

    @Override
    public List<DataDay> data() throws IOException {
        Publication publication = folder.publication();
        return publication.days().stream()
                .map(day -> day(day, publication.removed()))
                .toList();
    }

    private static DataDay day(PublishedDay day, List<Removed> removed) {
        return new DataDay(
                day.date(),
                day.reports(),
                "data/" + day.date() + ".ndjson.zst",
                day.bytes(),
                day.sha256(),
                day.version(),
                day.earlier().stream()
                        .map(one -> new DataDay.Earlier(one.reports(), one.sha256(), one.version()))
                        .toList(),
                removed.stream()
                        .filter(one -> one.date().equals(day.date()))
                        .map(one -> new DataDay.Removed(one.sha256(), one.why() == Removed.Why.OPERATOR, one.version()))
                        .toList());
    }
}
