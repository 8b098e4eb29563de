/**
 * The rates at which questions are asked: how many answers a question needs, and how rates follow the number of
 * machines that answer. Specified in {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.protocol.sampling;

import org.jspecify.annotations.NullMarked;
