/** Answers through a relay and the gateway, against the same answers directly, in one run. */
@NullMarked
package dev.limpid.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
