package dev.limpid.server.publish;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartSet;
import dev.limpid.server.publish.index.GateSummary;
import dev.limpid.server.publish.index.PublishedWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Adds what readers of charts must know about the weeks shown, from the numbers in the index. */
final class ChartNotes {

    private ChartNotes() {}

    /** The charts with a note for each week that the gate made coarser. */
    static ChartSet with(ChartSet charts, Collection<PublishedWeek> weeks) {
        List<String> notes = new ArrayList<>(charts.notes());
        for (PublishedWeek week : weeks) {
            if (charts.period().contains(week.week())) {
                week.gate()
                        .filter(GateSummary::changedAny)
                        .ifPresent(gate -> notes.add(of(week, gate).text()));
            }
        }
        return new ChartSet(
                charts.collection(),
                charts.config(),
                charts.period(),
                charts.answers(),
                charts.weeks(),
                charts.programs(),
                notes);
    }

    private static ChartNote of(PublishedWeek week, GateSummary gate) {
        String monday = week.week().toString();
        if (gate.threshold() == 1) {
            return ChartNote.of(ChartNote.Kind.LATE, "week", monday, "left", gate.leftOut());
        }
        return ChartNote.of(
                ChartNote.Kind.GATED,
                "week",
                monday,
                "least",
                (long) gate.threshold(),
                "attributes",
                gate.attributes(),
                "coarser",
                gate.counts(),
                "left",
                gate.leftOut());
    }
}
