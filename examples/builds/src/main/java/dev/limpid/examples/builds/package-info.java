/**
 * A Maven extension that counts builds on the machine that runs them: a program that lives in another program's process. The input is
 * Maven's events; the output is counts in a telemetry home. {@code limpid.init.gradle} does the same in Gradle.
 */
@NullMarked
package dev.limpid.examples.builds;

import org.jspecify.annotations.NullMarked;
