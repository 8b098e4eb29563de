/**
 * The released versions of a program, and which of them a chart applies to: where releases are read, how versions are
 * ordered, and which versions are expected next. Specified in {@code spec/chart-config.md}.
 */
@NullMarked
package dev.limpid.protocol.release;

import org.jspecify.annotations.NullMarked;
