/** What an event costs: Limpid's counters compared with a bare atomic addition and the counters of metrics libraries. */
@NullMarked
package dev.limpid.benchmarks;

import org.jspecify.annotations.NullMarked;
