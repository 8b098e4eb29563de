/** How fast published reports become charts, and in how much memory. */
@NullMarked
package dev.limpid.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
