package dev.limpid.uploader.consent;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.QuestionsInUse;
import dev.limpid.protocol.review.Change;
import dev.limpid.protocol.review.Change.Direction;
import dev.limpid.protocol.review.ConfigDifference;
import dev.limpid.protocol.text.Sentences;
import dev.limpid.uploader.config.ShownConfigs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is on show on this machine: what a newer configuration adds, and from which time that is used. */
public final class OnShowInWords {

    private static final Set<Direction> SHOWN = EnumSet.of(Direction.COMBINED, Direction.MORE, Direction.ROUTE);

    private OnShowInWords() {}

    /** A sentence with that time, then one for each thing that is new; empty if nothing is on show. */
    public static List<String> lines(ShownConfigs shown) {
        return lines(shown, Sentences.ENGLISH);
    }

    /** The same in another language. */
    public static List<String> lines(ShownConfigs shown, String language) {
        Sentences words = Sentences.of(OnShowInWords.class, "consent", language);
        if (shown.onShow().isEmpty()) {
            return List.of();
        }
        QuestionsInUse questions = shown.questions();
        String newest = shown.newest().config().version();
        Instant from = shown.onShow().get(shown.onShow().size() - 1).from();
        if (shown.inForce().isEmpty()) {
            return List.of(words.say("show.first", "version", newest, "from", from));
        }
        if (questions.pendingWidenings().isEmpty()) {
            return List.of(words.say("show.less", "version", newest));
        }
        List<String> lines = new ArrayList<>();
        lines.add(words.say("show.more", "version", newest, "from", from));
        for (Change change :
                ConfigDifference.between(questions.inForce(), shown.newest().config(), words.language())) {
            if (SHOWN.contains(change.direction())) {
                lines.add(change.program()
                        .map(program -> words.say("show.of", "program", program, "change", change.sentence()))
                        .orElseGet(() -> words.say("show.all", "change", change.sentence())));
            }
        }
        return lines;
    }

    /** The configuration that answers name now, in words. */
    public static String inForce(ShownConfigs shown) {
        return inForce(shown, Sentences.ENGLISH);
    }

    /** The same in another language. */
    public static String inForce(ShownConfigs shown, String language) {
        Sentences words = Sentences.of(OnShowInWords.class, "consent", language);
        return shown.questions()
                .inForce()
                .map(CollectionConfig::version)
                .map(version -> words.say("force", "version", version))
                .orElseGet(() -> words.say("force.none"));
    }
}
