/**
 * For tests of programs that count: a JUnit extension with a temporary telemetry home, the counters read back, a clock
 * that is set by hand, and a runner for whole programs. In flow test classes; out flow counts. Nothing here touches the
 * user's real home.
 */
@NullMarked
package dev.limpid.testkit;

import org.jspecify.annotations.NullMarked;
