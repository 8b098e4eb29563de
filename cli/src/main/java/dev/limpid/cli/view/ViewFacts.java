package dev.limpid.cli.view;

import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the local page shows.
 *
 * @param collection the collection's name
 * @param mode the effective mode
 * @param why what decided it
 * @param configVersion the configuration proven last, or empty
 * @param counted everything counted, a report a week
 * @param approved by program, the counters and stacks that the configuration approves
 * @param sent the reports that were sent, as they went out
 * @param damaged what could not be read
 */
public record ViewFacts(
        String collection,
        String mode,
        String why,
        String configVersion,
        List<Report> counted,
        Map<String, Set<String>> approved,
        SortedMap<LocalDate, String> sent,
        List<String> damaged) {

    public ViewFacts {
        counted = List.copyOf(counted);
        approved = Map.copyOf(approved);
        sent = new TreeMap<>(sent);
        damaged = List.copyOf(damaged);
    }
}
