package dev.limpid.server.sampling;

import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SamplingControl;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.storage.AnswerStore;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures participation from the last whole weeks; see {@link SamplingControl}. A week that is not yet published for
 * the last time is counted in the store: rates must not wait for its publication. Each week is counted once a day.
 *
 * <p>Safe for use by many threads: this object's monitor guards the counts, and is held while weeks are counted.
 */
public final class ParticipationMeasurement {

    private final AnswerStore store;
    private final PublishedFolder published;
    private final LoggedConfigs configs;
    private final SamplingTotals shares;
    private final Map<LocalDate, WeekTally> counted = new HashMap<>();
    private LocalDate countedOn = LocalDate.MIN;

    public ParticipationMeasurement(
            AnswerStore store, PublishedFolder published, LoggedConfigs configs, SamplingTotals shares) {
        this.store = store;
        this.published = published;
        this.configs = configs;
        this.shares = shares;
    }

    /** The participation as measured on this day. */
    public synchronized Participation on(LocalDate today) throws IOException {
        if (!today.equals(countedOn)) {
            counted.clear();
            countedOn = today;
        }
        List<Map<String, Double>> weeks = new ArrayList<>();
        for (LocalDate week : SamplingControl.weeks(today)) {
            WeekTally tally = counted.get(week);
            if (tally == null) {
                tally = count(week);
                counted.put(week, tally);
            }
            if (!tally.isEmpty()) {
                weeks.add(tally.measured(configs, chart -> shares.of(week, chart)));
            }
        }
        return Participation.measured(weeks);
    }

    private WeekTally count(LocalDate week) throws IOException {
        WeekTally tally = new WeekTally(week);
        if (store.weeks().contains(week)) {
            store.read(week, tally::answer);
        } else {
            published.readAnswers(week, tally::line);
        }
        return tally;
    }
}
