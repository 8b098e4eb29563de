/**
 * Collection configurations as bytes: reads them strictly, and writes the one form that is published. Specified in
 * {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.protocol.question.codec;

import org.jspecify.annotations.NullMarked;
