package dev.limpid.web.page.compare;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.text.PercentText;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.plot.TrendMarks.Changed;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the configurations that changed what a chart asks. */
final class ChartChanges {
    private ChartChanges() {}

    /** The changes of a chart's question, oldest first. */
    static List<Changed> of(List<PublishedConfig> configurations, String chart) {
        List<Changed> changes = new ArrayList<>();
        for (int i = 1; i < configurations.size(); i++) {
            PublishedConfig version = configurations.get(i);
            Optional<Question> before = question(configurations.get(i - 1).config(), chart);
            Optional<Question> after = question(version.config(), chart);
            if (version.published().isPresent() && !before.equals(after)) {
                changes.add(new Changed(
                        version.published().get(), version.version(), words -> words(before, after, words)));
            }
        }
        return changes;
    }

    private static Optional<Question> question(CollectionConfig config, String chart) {
        return config.question(chart);
    }

    private static String words(Optional<Question> before, Optional<Question> after, SiteMessages say) {
        if (before.isEmpty()) {
            return say.say("asked.from");
        }
        if (after.isEmpty()) {
            return say.say("asked.ended");
        }
        Question old = before.get();
        Question now = after.get();
        List<String> words = new ArrayList<>();
        if (!old.asked().equals(now.asked())) {
            words.add(
                    old.asked() instanceof RequestedCounters.Named && now.asked() instanceof RequestedCounters.Named
                            ? say.say("asked.counters")
                            : say.say("asked.otherwise"));
        }
        if (!old.by().equals(now.by())) {
            words.add(say.say("asked.split"));
        }
        if (!old.since().equals(now.since())) {
            words.add(say.say("asked.versions"));
        }
        if (!old.until().equals(now.until())) {
            words.add(say.say("asked.until"));
        }
        if (old.rate() != now.rate()) {
            words.add(say.say(
                    "asked.rate",
                    "now",
                    PercentText.of(now.rate(), say.locale()),
                    "before",
                    PercentText.of(old.rate(), say.locale())));
        }
        return String.join(", ", words);
    }
}
