/** The cost for a machine to send a week's answers. */
@NullMarked
package dev.limpid.benchmarks.sending;

import org.jspecify.annotations.NullMarked;
