package dev.limpid.uploader.consent;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.protocol.review.Change;
import dev.limpid.protocol.review.Change.Direction;
import dev.limpid.protocol.review.ConfigDifference;
import dev.limpid.uploader.config.ShownConfigs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is on show on this machine: what a newer configuration adds, and from when that is used. */
public final class OnShowInWords {

    private OnShowInWords() {}

    /** A sentence that says from when, then one for each thing that is new; empty if nothing is on show. */
    public static List<String> lines(ShownConfigs shown) {
        if (shown.onShow().isEmpty()) {
            return List.of();
        }
        QuestionsInUse questions = shown.questions();
        String newest = shown.newest().config().version();
        Instant from = shown.onShow().get(shown.onShow().size() - 1).from();
        if (shown.inForce().isEmpty()) {
            return List.of("Configuration " + newest + " is on show. It is used from " + from
                    + " on; until then nothing is answered.");
        }
        if (questions.beyond().isEmpty()) {
            return List.of(
                    "Configuration " + newest + " lets nothing new pass. What it takes away is not sent any more.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "Configuration " + newest + " is on show: what it takes away is not sent any more, what it adds is used"
                        + " from " + from + " on.");
        for (Change change :
                ConfigDifference.between(questions.inForce(), shown.newest().config())) {
            if (change.direction() == Direction.TOGETHER || change.direction() == Direction.MORE) {
                lines.add(change.program().map(program -> program + ": ").orElse("") + change.sentence() + ".");
            }
        }
        return lines;
    }

    /** The configurations that answers name now, in words. */
    public static String inForce(ShownConfigs shown) {
        return shown.questions()
                .inForce()
                .map(CollectionConfig::version)
                .map(version -> "configuration " + version)
                .orElse("no configuration yet");
    }
}
