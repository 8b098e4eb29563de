/** What the bridges add to what a program measures already. */
@NullMarked
package dev.limpid.benchmarks.bridge;

import org.jspecify.annotations.NullMarked;
