package dev.limpid.web.plot;

import dev.limpid.charts.DrawnChart.Cell;
import dev.limpid.charts.DrawnChart.Figure;
import dev.limpid.charts.DrawnChart.Split;
import dev.limpid.charts.Estimate;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A chart by the values of one attribute, as a table: a row for each value, a column for each figure.
 *
 * @param by the attribute
 * @param columns the figures, those of the most machines
 * @param rows the values
 * @param left how many figures there are besides
 */
public record SplitTable(Attribute by, List<String> columns, List<Row> rows, int left) {

    /** The most figures that have a column. */
    private static final int COLUMNS = 6;

    public SplitTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One value.
     *
     * @param figures one for each column, empty where there is none; none at all if too few machines have the value
     */
    public record Row(String value, long answers, List<Optional<Estimate>> figures) {
        public Row {
            figures = List.copyOf(figures);
        }
    }

    static SplitTable of(Split split) {
        List<String> names = new ArrayList<>();
        Map<String, Double> highest = new HashMap<>();
        for (Cell cell : split.cells()) {
            for (Figure figure : cell.figures()) {
                if (highest.merge(figure.name(), figure.estimate().value(), Math::max) != null
                        && !names.contains(figure.name())) {
                    names.add(figure.name());
                }
            }
        }
        Set<String> shown = new HashSet<>(names.stream()
                .sorted(Comparator.comparingDouble((String name) -> -highest.getOrDefault(name, 0.0)))
                .limit(COLUMNS)
                .toList());
        List<String> columns = names.stream().filter(shown::contains).toList();
        List<Row> rows = split.cells().stream()
                .map(cell -> new Row(cell.value(), cell.answers(), figures(cell, columns)))
                .toList();
        return new SplitTable(split.by(), columns, rows, names.size() - columns.size());
    }

    private static List<Optional<Estimate>> figures(Cell cell, List<String> columns) {
        if (cell.isTooSmall()) {
            return List.of();
        }
        return columns.stream()
                .map(name -> cell.figures().stream()
                        .filter(figure -> figure.name().equals(name))
                        .map(Figure::estimate)
                        .findFirst())
                .toList();
    }
}
