/**
 * Generates a collection configuration from charts, releases and rates.
 */
@NullMarked
package dev.limpid.protocol.question.generate;

import org.jspecify.annotations.NullMarked;
