/**
 * Which questions of a configuration apply to one program on one machine, why others do not, and what a newer
 * configuration would collect in addition. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.protocol.question.active;

import org.jspecify.annotations.NullMarked;
