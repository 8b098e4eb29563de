package dev.limpid.uploader.run;

import dev.limpid.protocol.text.LocalizableMessage;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One thing that a pass did or left undone, for {@code limpid upload} and for tests.
 *
 * @param kind what happened
 * @param week the week it happened to, if it is about one
 * @param message what happened, in words
 */
public record Step(Kind kind, Optional<LocalDate> week, LocalizableMessage message) {

    /** The message in English. */
    public String sentence() {
        return message.toString();
    }

    /** What can happen in a pass. */
    public enum Kind {
        /** The mode is off: nothing was read, written or sent. */
        OFF,
        /** Another process is making a pass over this home. */
        BUSY,
        /** A local report was made, or made again with counts that came late. */
        LOCAL_REPORT,
        /** A file was damaged and moved aside. */
        DAMAGED,
        /** Counts of a week that was already decided came too late; kept on this machine, never sent. */
        LATE,
        /** The week stays on this machine because of the mode, the day of consent, or its age. */
        KEPT,
        /** A newer configuration was asked for and verified. */
        CONFIG,
        /** No configuration could be fetched. */
        NO_CONFIG,
        /** The log or the configuration could not be proven; nothing is sent. */
        UNTRUSTED,
        /** A configuration allows something new, and is used when it has been shown long enough. */
        ON_SHOW,
        /** This week this machine was drawn for no question, or no question is about anything that ran. */
        NOT_SELECTED,
        /** Answers were made, and wait to be sent. */
        ANSWERS,
        /** The server has answers of the week. */
        SENT,
        /** The server refused an answer permanently; it was moved aside. */
        REFUSED,
        /** An answer that waited must not be sent any more: its configuration was revoked, or does not allow it. */
        WITHHELD,
        /** Sending failed, or it is too early to send; a later pass tries again. */
        LATER,
        /** Old files were deleted. */
        CLEANED
    }
}
