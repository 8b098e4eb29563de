package dev.limpid.server.http.limit;

import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.SharedAmount.Taking;

/**
 * What one request holds of the memory that all share. It is given back once, by whoever is done with it last: a body
 * that is being judged holds memory also after its connection is gone. Safe for use by many threads: this object's
 * monitor guards what is held.
 */
public final class Held {

    private final SharedAmount memory;
    private final Sender sender;
    private long bytes;

    public Held(SharedAmount memory, Sender sender) {
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
