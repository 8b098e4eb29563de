package dev.limpid.server.http;

import java.time.Duration;

/** Receives the events of the HTTP server that metrics count. No event identifies a sender. */
public interface HttpEvents {

    /** Ignores all events. */
    HttpEvents NONE = new HttpEvents() {};

    /** An answer was sent; the time runs from the last byte of the request to the last byte of the answer. */
    default void responded(String method, int status, Duration time) {}

    /** How many connections are open now. */
    default void connections(int open) {}

    /** A connection was closed because there were too many, or because it was too slow. */
    default void closedForLimit(CloseReason why) {}

    /** A request was refused for now because there was no room for it. */
    default void rejectedForCapacity(Resource resource, boolean overShare) {}

    /** A trusted proxy did not name its client in a readable way; the address of the connection was used instead. */
    default void unreadableSender(Unreadable why) {}

    /** A request was for a host that no collection has. */
    default void misdirected() {}

    /** Something went wrong in the server itself. */
    default void failed(String what, Throwable why) {}

    /** Passes on failures only, for a listener whose requests are not counted. */
    static HttpEvents failures(HttpEvents events) {
        return new HttpEvents() {
            @Override
            public void failed(String what, Throwable why) {
                events.failed(what, why);
            }
        };
    }

    /** Why the server closed a connection. */
    enum CloseReason {
        TOO_MANY_CONNECTIONS,
        TOO_MANY_FROM_ONE_NETWORK,
        SLOW_REQUEST,
        SLOW_ANSWER,
        SLOW_READER,
        IDLE
    }

    /** The resource that was full. */
    enum Resource {
        MEMORY,
        PAGES,
        REQUESTS
    }

    /** What was wrong with the address in {@code X-Forwarded-For}. */
    enum Unreadable {
        MISSING,
        UNKNOWN,
        MALFORMED
    }
}
