package dev.limpid.server.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.index.GateSummary;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the charts of one publication. */
final class ChartPublisher {

    private final PublishedFolder folder;
    private final ChartInputs decided;
    private final int threads;

    ChartPublisher(PublishedFolder folder, ChartInputs decided, int threads) {
        this.folder = folder;
        this.decided = decided;
        this.threads = threads;
    }

    /**
     * Writes the charts that changed.
     *
     * @param weeks all weeks to be published
     * @param changed the weeks that changed
     */
    List<PublishedCharts> publish(
            Publication before, SortedMap<LocalDate, PublishedWeek> weeks, Set<LocalDate> changed, int number)
            throws IOException {
        SortedMap<String, PublishedCharts> known = new TreeMap<>();
        before.charts().forEach(one -> known.put(one.period().name(), one));
        List<Period> periods = periods(changed, weeks.lastKey());
        LocalDate drawn =
                periods.stream().map(Period::from).min(LocalDate::compareTo).orElse(weeks.lastKey());
        WeekFolds folds = new WeekFolds(folder, decided, threads);
        AnswerFold fold =
                folds.of(weeks.tailMap(drawn.minusWeeks(ChartSet.TREND_WEEKS)).values(), drawn);
        List<PublishedCharts> published = new ArrayList<>();
        for (Period period : periods) {
            if (folds.damaged().stream().anyMatch(period::contains)) {
                continue; // its charts stay as they are until its answers can be read
            }
            ChartSet charts = chart(fold, before.collection(), decided, period, weeks.values());
            write(charts, Optional.ofNullable(known.get(period.name())), number).ifPresent(published::add);
        }
        return published;
    }

    /** The published charts of a period: they depend only on published data, so that anyone can recompute them. */
    static ChartSet chart(
            AnswerFold fold, String collection, ChartInputs decided, Period period, Collection<PublishedWeek> weeks) {
        Set<LocalDate> provisional = new TreeSet<>();
        Set<LocalDate> gated = new TreeSet<>();
        for (PublishedWeek week : weeks) {
            if (week.state() == PublishedWeek.State.PROVISIONAL) {
                provisional.add(week.week());
            }
            if (week.gate().map(GateSummary::changedAny).orElse(false)) {
                gated.add(week.week());
            }
        }
        IncompleteWeeks incomplete = new IncompleteWeeks(provisional, gated);
        return ChartNotes.with(
                new ChartSetBuilder(fold, collection, decided.version(), incomplete).build(period), weeks);
    }

    private Optional<PublishedCharts> write(ChartSet charts, Optional<PublishedCharts> before, int number)
            throws IOException {
        byte[] json = ChartSetCodec.toJson(charts);
        String sha256 = Sha256.hex(json);
        if (before.map(one -> one.sha256().equals(sha256)).orElse(false)) {
            return Optional.empty();
        }
        PublishedCharts published = new PublishedCharts(
                charts.period(),
                before.map(one -> one.revision() + 1).orElse(0),
                charts.config(),
                charts.answers(),
                sha256,
                Publication.version(number));
        PublishedFolder.write(folder.file(published), json);
        return Optional.of(published);
    }

    /** The periods whose charts may change with these weeks: those that contain one, and those whose trend does. */
    static List<Period> periods(Set<LocalDate> changed, LocalDate last) {
        Set<LocalDate> weeks = new TreeSet<>();
        Set<LocalDate> months = new TreeSet<>();
        for (LocalDate one : changed) {
            for (int after = 0; after <= ChartSet.TREND_WEEKS; after++) {
                LocalDate week = one.plusWeeks(after);
                if (!week.isAfter(last)) {
                    weeks.add(week);
                    months.add(week.withDayOfMonth(1));
                }
            }
        }
        List<Period> periods = new ArrayList<>();
        weeks.forEach(week -> periods.add(Period.week(week)));
        months.forEach(month -> periods.add(Period.monthOf(month)));
        return periods;
    }
}
