/**
 * What programs embed: counters, stack counters, histograms, and {@link dev.limpid.counter.Telemetry#start}. Input:
 * events of the running program. Output: words of a count file and records of a journal in the telemetry home. Nothing
 * here touches the network or throws into the program. Specified in {@code spec/count-file.md}.
 */
@NullMarked
package dev.limpid.counter;

import org.jspecify.annotations.NullMarked;
