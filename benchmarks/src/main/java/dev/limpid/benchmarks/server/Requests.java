package dev.limpid.benchmarks.server;

/** The requests of a load: whole HTTP requests, each different from all others. */
interface Requests {

    /** The request with this number, head and body. */
    byte[] request(long number);
}
