package dev.limpid.server.storage;

/** What became of a report that is now durable. */
public enum Appended {
    /** It was new and is stored. */
    STORED,
    /** The same bytes were stored before: a sender that did not hear the first answer. */
    DUPLICATE
}
