/**
 * For authors of a store: what every {@link dev.limpid.server.storage.AnswerStore} must do, as tests. This is the only package here
 * that uses the server, which is an optional dependency: a project that tests a store has it anyway, and no other project gets it.
 * Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.testkit.store;

import org.jspecify.annotations.NullMarked;
