/**
 * Charts as text, the released versions that they apply to, and the rates at which they are asked: everything from
 * which the package {@code question} generates the collection configuration. Specified in {@code spec/chart-config.md}
 * and {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.protocol.config;

import org.jspecify.annotations.NullMarked;
