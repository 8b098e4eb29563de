package dev.limpid.protocol.config;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.text.Problem;
import java.util.List;

/** A chart and the fields that it was read from. */
public record ParsedChart(String file, Chart chart, List<ConfigField> fields) {

    /** A problem with one of its keys, or with the whole record if it does not have the key. */
    public Problem problem(String key, String message) {
        ConfigField first = fields.get(0);
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(field -> new Problem(file, field.valueLine(), field.valueColumn(), message))
                .orElseGet(() -> new Problem(file, first.line(), first.column(), message));
    }
}
