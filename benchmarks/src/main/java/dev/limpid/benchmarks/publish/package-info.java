/** How fast published answers become charts, and how much memory that takes. */
@NullMarked
package dev.limpid.benchmarks.publish;

import org.jspecify.annotations.NullMarked;
