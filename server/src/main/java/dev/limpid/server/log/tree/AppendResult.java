package dev.limpid.server.log.tree;

/**
 * The place of a module in the log; durable when the caller gets it.
 *
 * @param index the index of its entry
 * @param added true if it was added now, false if it was there before with the same bytes
 * @param published whether a published head covers it; false only while witnesses are missing
 */
public record AppendResult(long index, boolean added, boolean published) {}
