/**
 * Crashes that nobody sees unless the program asks: exceptions that executors and futures keep for themselves
 * ({@link dev.limpid.crashes.CrashCounting}), and runs that ended without a word, by a fatal error of the JVM or killed
 * ({@link dev.limpid.crashes.RunMarker}). Everything goes to {@code dev.limpid.counter}, which decides what a stack
 * shows; see spec/count-file.md, Stacks, and spec/home.md, Runs that ended without a word.
 */
@NullMarked
package dev.limpid.crashes;

import org.jspecify.annotations.NullMarked;
