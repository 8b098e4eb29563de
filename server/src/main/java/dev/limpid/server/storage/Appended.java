package dev.limpid.server.storage;

/** What became of an answer that is now durable. */
public enum Appended {
    /** It was new and is stored. */
    STORED,
    /** It was stored before: its sender did not hear that. */
    DUPLICATE
}
