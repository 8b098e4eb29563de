/** How fast the log appends entries, and what it costs a client to prove the newest configuration. */
@NullMarked
package dev.limpid.benchmarks.log;

import org.jspecify.annotations.NullMarked;
