package dev.limpid.cli;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.config.Chart;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** What would be sent, where, and who decided it: sentences made from the verified configuration and its charts. */
final class CollectedInWords {

    private final TelemetryHome home;
    private final Optional<CollectionIdentity> identity;

    CollectedInWords(TelemetryHome home, Optional<CollectionIdentity> identity) {
        this.home = home;
        this.identity = identity;
    }

    void print(PrintWriter out) throws IOException {
        String where = identity.map(CollectionIdentity::uploadUrl)
                .filter(url -> !url.isEmpty())
                .orElse("");
        if (where.isEmpty()) {
            out.print("No server of this collection is known on this machine: nothing can be sent.\n");
            return;
        }
        Optional<ConfigAccess.Known> known = ConfigAccess.verified(home, identity);
        if (known.isEmpty()) {
            out.print("Reports go to " + where + ". What they may hold is not known here yet: the configuration is"
                    + " fetched and verified before anything is sent.\n");
            return;
        }
        sentences(where, known.get()).forEach(sentence -> out.print(sentence + "\n"));
    }

    static List<String> sentences(String where, ConfigAccess.Known known) {
        java.util.ArrayList<String> text = new java.util.ArrayList<>();
        text.add("Reports go to " + where + ", by configuration "
                + known.config().version() + ":");
        for (Chart chart : known.charts()) {
            text.add("  " + chart.title() + " (" + chart.program() + ")"
                    + (chart.issues().isEmpty() ? "" : ", decided in " + String.join(", ", chart.issues())));
        }
        text.add(
                "In any week " + Percent.of(known.config().sampleRate()) + " of the machines that agreed send a report."
                        + " A report has no name, address or number of you or your machine.");
        return text;
    }
}
