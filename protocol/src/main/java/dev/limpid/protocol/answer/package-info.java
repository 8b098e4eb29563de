/**
 * An answer: what one machine says to one question in one week, and nothing else. The machine makes it from its local
 * report by the rule of the package {@code question}, the server asks the same rule again, and publishes it as it
 * is. Implements {@code spec/answer.md}.
 */
@NullMarked
package dev.limpid.protocol.answer;

import org.jspecify.annotations.NullMarked;
