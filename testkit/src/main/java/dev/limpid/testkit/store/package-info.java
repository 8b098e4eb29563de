/**
 * For those who write a store of reports: what every {@link dev.limpid.server.storage.AnswerStore} must do, as tests. In
 * flows a store, out flow its failures. The only package here that sees the server, which is an optional dependency: who
 * tests a store has it anyway, and nobody else gets it. Specified in {@code spec/answer-store.md}.
 */
@NullMarked
package dev.limpid.testkit.store;

import org.jspecify.annotations.NullMarked;
