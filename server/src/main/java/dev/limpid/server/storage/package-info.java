/**
 * Stores accepted answers until they are published, and afterwards: what every store promises, and how it
 * recognises a resent answer. Input: the week and the canonical bytes of an answer that {@code server.intake} accepted. Output:
 * the same bytes for {@code server.publish}, each answer exactly once. No data about the sender is passed in, so none
 * can be kept. {@link AnswerStore} is the contract; every store passes the same tests. There are two: {@code local} and
 * {@code s3}. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.server.storage;

import org.jspecify.annotations.NullMarked;
