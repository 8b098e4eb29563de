/**
 * Answers: what one machine says to one question about one week, and nothing else. The machine makes an answer from its
 * local report by the rule in the package {@code question}; the server checks it by the same rule, and publishes it
 * unchanged. Implements {@code spec/answer.md}.
 */
@NullMarked
package dev.limpid.protocol.answer;

import org.jspecify.annotations.NullMarked;
