/**
 * For tests of programs that count: an extension for JUnit 5 and 6 with a temporary telemetry home (JUnit 4, TestNG and AssertJ have
 * their own packages), counters read back, a clock that is set by hand, and a runner for whole programs. The input is test classes; the
 * output is counts. Nothing here touches the user's real home.
 */
@NullMarked
package dev.limpid.testkit;

import org.jspecify.annotations.NullMarked;
