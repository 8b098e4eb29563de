package dev.limpid.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that many share. What does not fit is refused rather than waited for. */
final class Budget {

    private final long size;
    private final AtomicLong taken = new AtomicLong();

    Budget(long size) {
        this.size = size;
    }

    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= size) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
