/**
 * For tests of programs that count: an extension of JUnit 5 and 6 with a temporary telemetry home (for JUnit 4, TestNG and AssertJ
 * there are packages of their own), the counters read back, a clock
 * that is set by hand, and a runner for whole programs. In flow test classes; out flow counts. Nothing here touches the
 * user's real home.
 */
@NullMarked
package dev.limpid.testkit;

import org.jspecify.annotations.NullMarked;
