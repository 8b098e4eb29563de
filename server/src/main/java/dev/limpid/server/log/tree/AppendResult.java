package dev.limpid.server.log.tree;

/**
 * Where a module is in the log; durable when the caller sees it.
 *
 * @param index its place
 * @param added whether it was added now, or was there before with the same bytes
 * @param published whether a published head covers it; false only while witnesses are missing
 */
public record AppendResult(long index, boolean added, boolean published) {}
