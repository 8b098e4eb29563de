package dev.limpid.web.page;

import dev.limpid.protocol.question.Asked;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.plot.TrendMarks.Changed;
import dev.limpid.web.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When configurations changed what a chart asks. */
final class ChartChanges {
    private ChartChanges() {}

    /** The changes of a chart's question, oldest first. */
    static List<Changed> of(List<ConfigVersion> configurations, String chart) {
        List<Changed> changes = new ArrayList<>();
        for (int i = 1; i < configurations.size(); i++) {
            ConfigVersion version = configurations.get(i);
            Optional<Question> before = question(configurations.get(i - 1).config(), chart);
            Optional<Question> after = question(version.config(), chart);
            if (version.published().isPresent() && !before.equals(after)) {
                changes.add(new Changed(version.published().get(), version.version(), words(before, after)));
            }
        }
        return changes;
    }

    private static Optional<Question> question(CollectionConfig config, String chart) {
        return config.question(chart);
    }

    private static String words(Optional<Question> before, Optional<Question> after) {
        if (before.isEmpty()) {
            return "asked from here on";
        }
        if (after.isEmpty()) {
            return "no longer asked";
        }
        Question old = before.get();
        Question now = after.get();
        List<String> words = new ArrayList<>();
        if (!old.asked().equals(now.asked())) {
            words.add(
                    old.asked() instanceof Asked.Counters && now.asked() instanceof Asked.Counters
                            ? "other counters"
                            : "asked otherwise");
        }
        if (!old.by().equals(now.by())) {
            words.add("split otherwise");
        }
        if (!old.since().equals(now.since())) {
            words.add("asked of other versions");
        }
        if (!old.until().equals(now.until())) {
            words.add("another end");
        }
        if (old.rate() != now.rate()) {
            words.add("asked of " + Numbers.percent(now.rate()) + " instead of " + Numbers.percent(old.rate())
                    + " of machines");
        }
        return String.join(", ", words);
    }
}
