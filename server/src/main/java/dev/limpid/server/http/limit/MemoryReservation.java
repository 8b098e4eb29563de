package dev.limpid.server.http.limit;

import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget.Acquisition;

/**
 * The part of the shared memory that one request has reserved. The last user releases it: a body that is being judged
 * keeps its memory even after its connection is closed. Safe for use by many threads: this object's monitor guards the
 * amount.
 */
public final class MemoryReservation {

    private final FairShareBudget memory;
    private final Sender sender;
    private long bytes;

    public MemoryReservation(FairShareBudget memory, Sender sender) {
        this.memory = memory;
        this.sender = sender;
    }

    public synchronized Acquisition more(long amount) {
        Acquisition acquisition = memory.take(sender, amount);
        if (acquisition == Acquisition.TAKEN) {
            bytes += amount;
        }
        return acquisition;
    }

    public synchronized void release() {
        memory.release(sender, bytes);
        bytes = 0;
    }
}
