/**
 * An extension of Maven that counts builds on the machine that makes them: a program that lives in another program's process.
 * What Maven tells goes in, and events in a telemetry home come out. {@code limpid.init.gradle} does the same in Gradle.
 */
@NullMarked
package dev.limpid.examples.builds;

import org.jspecify.annotations.NullMarked;
