package dev.limpid.server.storage;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stores answers by the calendar week they are filed under. An answer is its exact canonical bytes; if several machines
 * give the same answer, each one counts. A resent answer is recognised by its {@link ResendKey}, for as long as it may
 * be resent. Safe for use by many threads.
 */
public interface AnswerStore extends AutoCloseable {

    /**
     * Stores an answer. The stage completes once the answer would survive a power cut, and not before. It completes
     * exceptionally with {@link StoreFullException}, {@link StoreBusyException} or another {@link IOException} if the
     * answer could not be stored; then the sender can try again.
     *
     * @param week the Monday that the answer is filed under
     * @param key the key of the answer; for each key and week only the first answer is stored
     * @param canonicalJson the answer; the caller must not change the array afterwards
     */
    CompletionStage<AppendOutcome> append(LocalDate week, ResendKey key, byte[] canonicalJson);

    /**
     * Whether an answer with this key is stored. Answers that are being appended are not considered: false may become
     * true a moment later.
     */
    CompletionStage<Boolean> contains(LocalDate week, ResendKey key);

    /**
     * Permanently forgets how the answers of a week are recognised: after this nobody can tell which answer came with a
     * token, and a resent answer would be stored again. To be called once no answers for the week are accepted any
     * more; it can be called repeatedly. The answers stay.
     */
    void endResendDetection(LocalDate week) throws IOException;

    /**
     * Forgets what only this process keeps to recognise a week's answers. What it shares with others stays, and is read
     * again if needed.
     */
    default void releaseWeek(LocalDate week) {}

    /** The weeks that have at least one answer. */
    SortedSet<LocalDate> weeks() throws IOException;

    /**
     * Shows every answer of a week that was durable when the call began, each once, in any order. Answers that arrive
     * meanwhile may or may not be among them. Answers that can no longer be read are skipped, and reported by {@link
     * #damage}.
     */
    void read(LocalDate week, AnswerVisitor visitor) throws IOException;

    /** How many answers of a week {@link #read} would show; a store that can count them without reading does so. */
    default long count(LocalDate week) throws IOException {
        long[] answers = new long[1];
        read(week, answer -> answers[0]++);
        return answers[0];
    }

    /**
     * What was stored and acknowledged, but can no longer be read, as far as this was noticed since opening: one
     * sentence each, which names the file. It is logged when it is noticed, and its bytes are kept.
     */
    default List<String> damage() {
        return List.of();
    }

    /**
     * Whether answers of a week can no longer be read, as far as this was noticed since opening, so that {@link #count}
     * may be less than what was stored.
     */
    default boolean isDamaged(LocalDate week) {
        return false;
    }

    /** Deletes a week and all its answers; nothing happens if there is no such week. */
    void drop(LocalDate week) throws IOException;

    /**
     * Tells all nodes on this store that the week is published for the last time, so that none accepts an answer for it
     * any more. If there is only one node, which has published the week itself, this need not do anything.
     */
    default void markFinal(LocalDate week) throws IOException {}

    /** The weeks that were marked as final. */
    default SortedSet<LocalDate> finalWeeks() throws IOException {
        return Collections.emptySortedSet();
    }

    /** Why an answer could not be stored now, as far as the store knows without trying; empty if it could. */
    default Optional<IOException> refusal() {
        return Optional.empty();
    }

    /** Completes, with the reason, if the store can no longer promise anything; the process should then end. */
    default CompletionStage<StoreBrokenException> broken() {
        return new CompletableFuture<>();
    }

    /** Finishes what was begun, then releases the store's resources. Appending afterwards fails. */
    @Override
    void close() throws IOException;
}
