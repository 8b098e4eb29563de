/** Two programs that differ in telemetry alone, for {@code startup.py}. */
@NullMarked
package dev.limpid.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
