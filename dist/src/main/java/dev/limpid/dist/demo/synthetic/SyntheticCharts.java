package dev.limpid.dist.demo.synthetic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The charts of the made-up program, each in its own file, with the week in which it was decided. */
enum SyntheticCharts {
    VERSIONS("versions", 0),
    CACHE("cache", 0),
    SYSTEMS("systems", 52),
    OLD_SCRIPTS("old-scripts", 52),
    SYSTEM_VERSIONS("system-versions", 52),
    CRASHES("crashes", 78),
    DURATIONS("durations", 78),
    EDITORS("editors", 78),
    FAILURES("failures", 78),
    FLAGS("flags", 86),
    SETTINGS("settings", 86);

    /** The chart's short ID, and the name of its file. */
    final String id;

    final int decided;

    SyntheticCharts(String id, int decided) {
        this.id = id;
        this.decided = decided;
    }

    /** The chart's text. */
    String text() {
        String name = id + ".txt";
        try (InputStream in = SyntheticCharts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all charts that were decided by a week. */
    static String textAt(int week) {
        return Arrays.stream(values())
                .filter(chart -> chart.decided <= week)
                .map(SyntheticCharts::text)
                .collect(Collectors.joining("---\n"));
    }

    /** The weeks in which any was decided. */
    static List<Integer> decisions() {
        return Arrays.stream(values()).map(chart -> chart.decided).distinct().toList();
    }
}
