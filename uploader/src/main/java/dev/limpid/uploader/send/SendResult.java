package dev.limpid.uploader.send;

import java.time.Duration;
import java.util.Optional;

/** What became of an answer that was sent. */
public sealed interface SendResult {

    /** The server has stored it durably. */
    record Accepted() implements SendResult {}

    /**
     * The collection's own server will never accept this answer.
     *
     * @param code the kind of refusal, such as {@code unknown-counter}
     * @param sentence what was wrong, in the server's words
     */
    record Refused(String code, String sentence) implements SendResult {}

    /**
     * The collection's own server has examined this answer and cannot accept it yet; it may accept others.
     *
     * @param reason why, in words
     */
    record NotYet(String reason) implements SendResult {}

    /**
     * Nobody knows whether it arrived: the same bytes must be sent again in a later run.
     *
     * @param reason what happened, in words
     * @param retryAfter how long the server asked to wait, if it did
     */
    record Later(String reason, Optional<Duration> retryAfter) implements SendResult {}
}
