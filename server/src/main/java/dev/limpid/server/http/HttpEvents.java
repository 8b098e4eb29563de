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

    /** A request was told to come again because there was no room for it. */
    default void noRoom(Room room, boolean overShare) {}

    /** A trusted proxy did not say, in a way that could be read, for whom it asked; its own address was used instead. */
    default void unreadableSender(Unreadable why) {}

    /** A request was for a host that no collection has. */
    default void misdirected() {}

    /** Something went wrong in the server itself. */
    default void failed(String what, Throwable why) {}

    /** Only what went wrong, of a part whose requests are not counted. */
    static HttpEvents failures(HttpEvents events) {
        return new HttpEvents() {
            @Override
            public void failed(String what, Throwable why) {
                events.failed(what, why);
            }
        };
    }

    /** Why a connection was closed from this side. */
    enum CutOff {
        TOO_MANY_CONNECTIONS,
        TOO_MANY_FROM_ONE_NETWORK,
        SLOW_REQUEST,
        SLOW_ANSWER,
        SLOW_READER,
        IDLE
    }

    /** What there was no room in. */
    enum Room {
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
