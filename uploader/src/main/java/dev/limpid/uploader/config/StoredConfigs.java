package dev.limpid.uploader.config;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The proven configurations that are stored on a machine: the one in force, and those that followed it and are on show.
 * What a configuration newly allows is used only after the configuration has been stored here for {@link #ON_SHOW}, so
 * that nothing new is sent that the user could not have seen for a week.
 *
 * @param held the configurations, oldest first, at least one; the first is in force unless it is on show itself
 * @param now the time at which this was determined
 */
public record StoredConfigs(List<Entry> held, Instant now) {

    /** How long a configuration that allows something new is stored here before it is used. */
    public static final Duration ON_SHOW = Duration.ofDays(7);

    /**
     * One configuration.
     *
     * @param from the time from which it is in force
     */
    public record Entry(VerifiedConfig config, Instant from) {}

    public StoredConfigs {
        held = List.copyOf(held);
    }

    /** The newest configuration, whether it is in force or on show. */
    public VerifiedConfig newest() {
        return held.get(held.size() - 1).config();
    }

    /** The newest configuration that has been shown long enough; empty if what was in force before is lost. */
    public Optional<VerifiedConfig> inForce() {
        return held.get(0).from().isAfter(now)
                ? Optional.empty()
                : Optional.of(held.get(0).config());
    }

    /** The configurations that are on show, oldest first. */
    public List<Entry> onShow() {
        return inForce().isEmpty() ? held : held.subList(1, held.size());
    }

    /** The questions in use now. */
    public ActiveQuestions questions() {
        List<CollectionConfig> shown =
                onShow().stream().map(each -> each.config().config()).toList();
        return new ActiveQuestions(inForce().map(VerifiedConfig::config), shown);
    }
}
