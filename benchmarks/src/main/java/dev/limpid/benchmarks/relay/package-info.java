/** Answers through a relay and the gateway, compared with the same answers sent directly, in one run. */
@NullMarked
package dev.limpid.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
