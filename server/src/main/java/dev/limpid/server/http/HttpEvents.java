package dev.limpid.server.http;

import java.time.Duration;

/** What the HTTP side tells those who count. Nothing that tells who asked is passed. */
public interface HttpEvents {

    /** Nobody counts. */
    HttpEvents NONE = new HttpEvents() {};

    /** An answer was sent; the time runs from the last byte of the request to the last byte of the answer. */
    default void answered(String method, int status, Duration time) {}

    /** How many connections are open now. */
    default void connections(int open) {}

    /** A connection was closed because there were too many, or because it was too slow. */
    default void cutOff(CutOff why) {}

    /** Something went wrong in the server itself. */
    default void failed(String what, Throwable why) {}

    /** Why a connection was closed from this side. */
    enum CutOff {
        TOO_MANY_CONNECTIONS,
        TOO_MANY_FROM_ONE_NETWORK,
        SLOW_REQUEST,
        SLOW_READER,
        IDLE
    }
}
