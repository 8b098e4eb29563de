package dev.limpid.server.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.publish.index.Gated;
import dev.limpid.server.publish.index.PublishedWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What readers of charts have to know of the weeks that the charts show: what the index says in numbers. */
final class WeekNotes {

    private WeekNotes() {}

    /** The same charts with a note for each week that the gate made coarser. */
    static ChartSet with(ChartSet charts, Collection<PublishedWeek> weeks) {
        List<String> notes = new ArrayList<>(charts.notes());
        for (PublishedWeek week : weeks) {
            if (charts.period().contains(week.week())) {
                week.gate()
                        .filter(Gated::changedAny)
                        .ifPresent(gate -> notes.add("Of the week of " + week.week() + " " + of(gate)));
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

    private static String of(Gated gate) {
        if (gate.least() == 1) {
            return Counted.of(gate.leftOut(), "answer")
                    + " that came after it was first published are left out, since rare answers are not shown any more.";
        }
        return "nothing is shown that fewer than " + gate.least() + " machines answered alike: "
                + Counted.of(gate.attributes(), "answer") + " without some of version, runtime, system and processor, "
                + Counted.of(gate.counts(), "answer") + " with coarser counts, "
                + Counted.of(gate.leftOut(), "answer") + " left out.";
    }
}
