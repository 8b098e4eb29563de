package dev.limpid.server.storage;

/** The outcome of appending an answer that is now durable. */
public enum AppendOutcome {
    /** It was new and is stored. */
    STORED,
    /** It was stored before: its sender did not learn that. */
    DUPLICATE
}
