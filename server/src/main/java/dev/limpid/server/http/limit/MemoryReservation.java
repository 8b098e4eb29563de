package dev.limpid.server.http.limit;

import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.SharedAmount.Taking;

/**
 * The part of the shared memory that one request has reserved. The last user releases it: a body that is being judged
 * keeps its memory even after its connection is closed. Safe for use by many threads: this object's monitor guards the
 * amount.
 */
public final class MemoryReservation {

    private final SharedAmount memory;
    private final Sender sender;
    private long bytes;

    public MemoryReservation(SharedAmount memory, Sender sender) {
        this.memory = memory;
        this.sender = sender;
    }

    public synchronized Taking more(long amount) {
        Taking taking = memory.take(sender, amount);
        if (taking == Taking.TAKEN) {
            bytes += amount;
        }
        return taking;
    }

    public synchronized void release() {
        memory.give(sender, bytes);
        bytes = 0;
    }
}
