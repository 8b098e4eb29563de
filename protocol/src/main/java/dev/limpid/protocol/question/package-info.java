/**
 * The questions of a collection, generated from its charts and served through the log, and the one rule by which a
 * machine answers them and a server checks answers. Implements {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.protocol.question;

import org.jspecify.annotations.NullMarked;
