package dev.limpid.web.plot;

import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.web.words.MinorVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions of one minor line, the newest first.
 *
 * @param name the line, such as {@code 1.14}; empty for versions that belong to none
 * @param rows its versions
 */
public record VersionLine(String name, List<ChartRow> rows) {
    private static final Comparator<String> NEWEST_FIRST = Comparator.comparing(
                    (String name) -> name.equals(Cell.OTHER))
            .thenComparing(NaturalOrder.INSTANCE.reversed());

    private static final Comparator<String> LINES = Comparator.comparing(
                    (String name) -> name.equals(MinorVersion.NONE))
            .thenComparing(NaturalOrder.INSTANCE.reversed());

    public VersionLine {
        rows = List.copyOf(rows);
    }

    /** The lines of a chart of versions, the newest first; versions without numbers at the end. */
    public static List<VersionLine> of(List<ChartRow> rows) {
        Map<String, List<ChartRow>> byLine = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.answers() > 0 || row.share().value() > 0)
                .sorted(Comparator.comparing(ChartRow::name, NEWEST_FIRST))
                .forEach(row -> byLine.computeIfAbsent(MinorVersion.of(row.name()), any -> new ArrayList<>())
                        .add(row));
        return byLine.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(LINES))
                .map(entry -> new VersionLine(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether its versions have numbers. */
    public boolean isNumbered() {
        return !name.equals(MinorVersion.NONE);
    }

    /** The upper bound of the line's share, the sum of its versions: a machine that ran two of them is in both. */
    public double atMost() {
        return Math.min(1, rows.stream().mapToDouble(row -> row.share().value()).sum());
    }

    /** Whether it has only one version, so that its share is exact and not only an upper bound. */
    public boolean isSingle() {
        return rows.size() == 1;
    }
}
