package dev.limpid.countfile.mode;

import dev.limpid.counter.home.ModeRule;
import java.time.LocalDate;
import java.util.Optional;

/** What is done with counts on this machine. */
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
     * Events are counted, and answers to sampled questions are sent weekly.
     *
     * @param since the day on which the user agreed
     */
    record On(LocalDate since) implements Mode {
        @Override
        public String toString() {
            return "on " + since;
        }
    }

    /**
     * Whether counts of a week that began on this day may be sent: those of the day of consent and before are never
     * sent.
     */
    default boolean mayUpload(LocalDate weekBegin) {
        return this instanceof On on && on.since().isBefore(weekBegin);
    }

    /** Whether events are counted at all. */
    default boolean counts() {
        return !(this instanceof Off);
    }

    /**
     * The mode that this text of a mode file means, in the form of {@code toString}. Empty if it means none. Programs
     * use the same rule.
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
