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
 * Keeps answers by the calendar week they are filed under. An answer is its exact canonical bytes; machines that give the
 * same answer are as many answers. What comes again is known by its {@link ResendKey}, for as long as it may come. Safe
 * for use by many threads.
 */
public interface AnswerStore extends AutoCloseable {

    /**
     * Stores an answer. The stage completes once the answer would survive a power cut, and not before. It completes
     * exceptionally with {@link StoreFullException}, {@link StoreBusyException} or another {@link IOException} if the
     * answer could not be stored; then the sender may try again.
     *
     * @param week the Monday that the answer is filed under
     * @param key of which one answer a week is stored, the first
     * @param canonicalJson the answer; the caller does not change the array afterwards
     */
    CompletionStage<Appended> append(LocalDate week, ResendKey key, byte[] canonicalJson);

    /**
     * Whether an answer came with this key and is stored. It takes no part in what is being appended: false may be true
     * a moment later.
     */
    CompletionStage<Boolean> holds(LocalDate week, ResendKey key);

    /**
     * Forgets by what the answers of a week were known, for good: after this nobody can tell which answer came with a
     * token, and one that came again would be stored again. To be called once none of the week is taken any more, as
     * often as one likes. The answers stay.
     */
    void forgetResends(LocalDate week) throws IOException;

    /**
     * Forgets what this process alone keeps in order to know a week's answers again. What it shares with others stays, and
     * is found again if need be.
     */
    default void letGo(LocalDate week) {}

    /** The weeks of which there is at least one answer. */
    SortedSet<LocalDate> weeks() throws IOException;

    /**
     * Shows every answer of a week that was durable when the call began, each once, in any order. Answers that arrive
     * meanwhile may or may not be among them. What cannot be read any more is passed, and told by {@link #damage}.
     */
    void read(LocalDate week, AnswerVisitor visitor) throws IOException;

    /** How many answers of a week reading would show; a store that can tell without reading them does. */
    default long count(LocalDate week) throws IOException {
        long[] answers = new long[1];
        read(week, answer -> answers[0]++);
        return answers[0];
    }

    /**
     * What is stored and was acknowledged, but cannot be read any more, as far as that was noticed since opening: a
     * sentence each, which names the file. It is told in the log when it is noticed, and its bytes are kept.
     */
    default List<String> damage() {
        return List.of();
    }

    /** Forgets a week and all its answers; nothing happens if there is no such week. */
    void drop(LocalDate week) throws IOException;

    /**
     * Tells all nodes on this store that the week is published for the last time, so that none takes an answer to it any
     * more. Where there is one node, which has published it itself, nothing needs to be told.
     */
    default void markFinal(LocalDate week) throws IOException {}

    /** The weeks of which that was told. */
    default SortedSet<LocalDate> finalWeeks() throws IOException {
        return Collections.emptySortedSet();
    }

    /** Why an answer could not be stored now, as far as the store knows without trying; empty if it could. */
    default Optional<IOException> refusal() {
        return Optional.empty();
    }

    /** Completes, with the reason, if the store can promise nothing any more; the process should then end. */
    default CompletionStage<StoreBrokenException> broken() {
        return new CompletableFuture<>();
    }

    /** Finishes what was begun, then frees what the store holds. Appending afterwards fails. */
    @Override
    void close() throws IOException;
}
