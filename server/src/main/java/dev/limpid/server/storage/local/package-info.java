/**
 * The store on the local disk: writes answers to segments, makes them durable in groups, recovers after a crash, and
 * recognises answers that are resent. Input and output are those of {@link dev.limpid.server.storage.AnswerStore}. What
 * the files look like is {@code server.storage.segment}. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.server.storage.local;

import org.jspecify.annotations.NullMarked;
