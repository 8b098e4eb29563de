package dev.limpid.server.storage.local;

import dev.limpid.server.storage.AppendOutcome;
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
record PendingAppend(LocalDate week, byte[] bytes, ResendKey key, CompletableFuture<AppendOutcome> done)
        implements GroupCommit.Waiting {}
