package dev.limpid.server;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.site.PublishedValues;
import dev.limpid.web.facts.DataDay;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the pages show of the published folder. */
record PublishedDays(PublishedFolder folder) implements PublishedValues {

    @Override
    public List<Period> periods() throws IOException {
        return folder.periods();
    }

    @Override
    public Optional<ChartSet> charts(Period period) throws IOException {
        return folder.charts(period);
    }

    @Override
    public List<DataDay> data() throws IOException {
        return folder.publication().days().stream().map(PublishedDays::day).toList();
    }

    private static DataDay day(PublishedDay day) {
        return new DataDay(
                day.date(),
                day.reports(),
                "data/" + day.date() + ".ndjson.zst",
                day.bytes(),
                day.sha256(),
                day.version(),
                day.earlier().stream()
                        .map(one -> new DataDay.Earlier(one.reports(), one.sha256(), one.version()))
                        .toList());
    }
}
