/**
 * Crashes that are counted only if the program asks for it: exceptions that executors and futures keep ({@link
 * dev.limpid.crashes.CrashCounting}), and runs that were killed or ended by a fatal error of the JVM ({@link
 * dev.limpid.crashes.RunMarker}). Everything is counted by {@code dev.limpid.counter}, which decides what a stack
 * shows; see spec/count-file.md, Stacks, and spec/home.md, Runs that ended without a trace.
 */
@NullMarked
package dev.limpid.crashes;

import org.jspecify.annotations.NullMarked;
