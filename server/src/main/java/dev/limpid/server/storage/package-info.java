/**
 * Where accepted answers lie until they are published, and afterwards. In: the week and the canonical bytes of an answer
 * that {@code server.intake} accepted. Out: the same bytes to {@code server.publish}, each exactly once. Nothing about
 * the sender comes in, so nothing about the sender can be kept. {@link AnswerStore} is the contract; every store passes
 * the same tests. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.server.storage;

import org.jspecify.annotations.NullMarked;
