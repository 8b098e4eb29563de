package dev.limpid.uploader.consent;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.review.difference.Change;
import dev.limpid.protocol.review.difference.Change.Direction;
import dev.limpid.protocol.review.difference.ConfigDifference;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.StoredConfigs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is on show on this machine: what a newer configuration adds, and from which time that is used. */
public final class PendingConfigInWords {

    private static final Set<Direction> SHOWN = EnumSet.of(Direction.COMBINED, Direction.MORE, Direction.ROUTE);

    private PendingConfigInWords() {}

    /** A sentence with that time, then one for each thing that is new; empty if nothing is on show. */
    public static List<String> lines(StoredConfigs shown) {
        return lines(shown, MessageBundle.ENGLISH);
    }

    /** The same in another language. */
    public static List<String> lines(StoredConfigs shown, String language) {
        MessageBundle words = MessageBundle.of(PendingConfigInWords.class, "consent", language);
        if (shown.onShow().isEmpty()) {
            return List.of();
        }
        ActiveQuestions questions = shown.questions();
        String newest = shown.newest().config().version();
        Instant from = shown.onShow().get(shown.onShow().size() - 1).from();
        if (shown.inForce().isEmpty()) {
            return List.of(words.format("show.first", "version", newest, "from", from));
        }
        if (questions.pendingWidenings().isEmpty()) {
            return List.of(words.format("show.less", "version", newest));
        }
        List<String> lines = new ArrayList<>();
        lines.add(words.format("show.more", "version", newest, "from", from));
        for (Change change :
                ConfigDifference.between(questions.inForce(), shown.newest().config(), words.language())) {
            if (SHOWN.contains(change.direction())) {
                lines.add(change.program()
                        .map(program -> words.format("show.of", "program", program, "change", change.sentence()))
                        .orElseGet(() -> words.format("show.all", "change", change.sentence())));
            }
        }
        return lines;
    }

    /** The configuration that answers name now, in words. */
    public static String inForce(StoredConfigs shown) {
        return inForce(shown, MessageBundle.ENGLISH);
    }

    /** The same in another language. */
    public static String inForce(StoredConfigs shown, String language) {
        MessageBundle words = MessageBundle.of(PendingConfigInWords.class, "consent", language);
        return shown.questions()
                .inForce()
                .map(CollectionConfig::version)
                .map(version -> words.format("force", "version", version))
                .orElseGet(() -> words.format("force.none"));
    }
}
