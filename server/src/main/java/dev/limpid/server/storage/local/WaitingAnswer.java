package dev.limpid.server.storage.local;

import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.ResendKey;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;

/**
 * An answer that is not durable yet.
 *
 * @param week the Monday that it is filed under
 * @param bytes the answer, which nobody changes
 * @param done completed once it is durable, or once it is certain that it will not be
 */
record WaitingAnswer(LocalDate week, byte[] bytes, ResendKey key, CompletableFuture<Appended> done)
        implements GroupCommit.Waiting {}
