package dev.limpid.server.storage;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps reports by the week they tell of. A report is its exact canonical bytes: the same bytes are stored once, whoever
 * sends them and however often; other bytes are another report, even with the same X. Safe for use by many threads.
 */
public interface ReportStore extends AutoCloseable {

    /**
     * Stores a report. The stage completes once the report would survive a power cut, and not before. It completes
     * exceptionally with {@link StoreFullException}, {@link StoreBusyException} or another {@link IOException} if the
     * report could not be stored; then the sender may try again.
     *
     * @param week the day on which the report's week ended
     * @param canonicalJson the report; the caller does not change the array afterwards
     */
    CompletionStage<Appended> append(LocalDate week, byte[] canonicalJson);

    /** The weeks of which there is at least one report. */
    SortedSet<LocalDate> weeks() throws IOException;

    /**
     * Shows every report of a week that was durable when the call began, each once, in any order. Reports that arrive
     * meanwhile may or may not be among them. What cannot be read any more is passed, and told by {@link #damage}.
     */
    void read(LocalDate week, ReportVisitor visitor) throws IOException;

    /** How many reports of a week reading would show; a store that can tell without reading them does. */
    default long count(LocalDate week) throws IOException {
        long[] reports = new long[1];
        read(week, report -> reports[0]++);
        return reports[0];
    }

    /**
     * What is stored and was acknowledged, but cannot be read any more, as far as that was noticed since opening: a
     * sentence each, which names the file. It is told in the log when it is noticed, and its bytes are kept.
     */
    default List<String> damage() {
        return List.of();
    }

    /** Forgets a week and all its reports; nothing happens if there is no such week. */
    void drop(LocalDate week) throws IOException;

    /** Why a report could not be stored now, as far as the store knows without trying; empty if it could. */
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
