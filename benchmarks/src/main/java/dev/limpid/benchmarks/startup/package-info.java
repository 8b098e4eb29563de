/** Two programs that differ only in telemetry, for {@code startup.py}. */
@NullMarked
package dev.limpid.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
