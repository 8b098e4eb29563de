/** What the bridges cost in addition to a program's existing metrics. */
@NullMarked
package dev.limpid.benchmarks.bridge;

import org.jspecify.annotations.NullMarked;
