package dev.limpid.benchmarks.server;

/** What a load is made of: whole HTTP requests, each different from all others. */
interface Requests {

    /** The request of this number, head and body. */
    byte[] request(long number);
}
