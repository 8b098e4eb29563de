package dev.limpid.countfile.mode;

import dev.limpid.counter.home.ModeRule;
import java.time.LocalDate;
import java.util.Optional;

/** What may happen with counts on this machine. */
public sealed interface Mode {

    /** Nothing is counted, written or sent. */
    record Off() implements Mode {
        @Override
        public String toString() {
            return "off";
        }
    }

    /** Events are counted in local files; nothing is sent. */
    record Local() implements Mode {
        @Override
        public String toString() {
            return "local";
        }
    }

    /**
     * Events are counted, and sampled weekly reports are sent.
     *
     * @param since the day on which the user agreed
     */
    record On(LocalDate since) implements Mode {
        @Override
        public String toString() {
            return "on " + since;
        }
    }

    /** Whether a week that began on this day may be sent: what was counted on or before the day of consent never is. */
    default boolean mayUpload(LocalDate weekBegin) {
        return this instanceof On on && on.since().isBefore(weekBegin);
    }

    /** Whether events are counted at all. */
    default boolean counts() {
        return !(this instanceof Off);
    }

    /**
     * The mode that this text of a mode file means, as a mode itself reads when written out. Empty if it means none; the rule
     * is the one that programs go by.
     */
    static Optional<Mode> parse(String text) {
        String choice = text.trim();
        return switch (ModeRule.levelOf(choice)) {
            case ModeRule.OFF -> Optional.of(new Off());
            case ModeRule.LOCAL -> Optional.of(new Local());
            case ModeRule.ON -> Optional.of(new On(LocalDate.parse(choice.substring("on ".length()))));
            default -> Optional.empty();
        };
    }
}
