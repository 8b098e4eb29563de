/** How fast the log takes entries, and what proving its newest configuration costs a client. */
@NullMarked
package dev.limpid.benchmarks.log;

import org.jspecify.annotations.NullMarked;
