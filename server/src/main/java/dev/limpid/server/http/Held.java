package dev.limpid.server.http;

import dev.limpid.server.http.SharedAmount.Taking;

/**
 * What one request holds of the memory that all share. It is given back once, by whoever is done with it last: a body
 * that is being judged holds memory also after its connection is gone. Safe for use by many threads: this object's
 * monitor guards what is held.
 */
final class Held {

    private final SharedAmount memory;
    private final Sender sender;
    private long bytes;

    Held(SharedAmount memory, Sender sender) {
        this.memory = memory;
        this.sender = sender;
    }

    synchronized Taking more(long amount) {
        Taking taking = memory.take(sender, amount);
        if (taking == Taking.TAKEN) {
            bytes += amount;
        }
        return taking;
    }

    synchronized void release() {
        memory.give(sender, bytes);
        bytes = 0;
    }
}
