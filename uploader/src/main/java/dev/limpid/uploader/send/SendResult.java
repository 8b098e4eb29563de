package dev.limpid.uploader.send;

import java.time.Duration;
import java.util.Optional;

/** What became of an answer that was sent. */
public sealed interface SendResult {

    /** The server has it durably. */
    record Accepted() implements SendResult {}

    /**
     * The collection's own server will never take this answer.
     *
     * @param code the kind of refusal, such as {@code unknown-counter}
     * @param sentence what was wrong, in the server's words
     */
    record Refused(String code, String sentence) implements SendResult {}

    /**
     * The collection's own server has looked at this answer and cannot take it yet; others it may take.
     *
     * @param reason why, in words
     */
    record NotYet(String reason) implements SendResult {}

    /**
     * Nobody knows whether it arrived: to be sent again, the same bytes, on a later run.
     *
     * @param reason what happened, in words
     * @param retryAfter how long the server asked to wait, if it did
     */
    record Later(String reason, Optional<Duration> retryAfter) implements SendResult {}
}
