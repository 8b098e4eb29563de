/**
 * What the collection server takes: durable reports a second, how long each waits, what it costs in CPU and memory. In:
 * real reports over loopback. Out: a table for {@code docs/decisions}. See {@link UploadBenchmark} for how to run it.
 */
@NullMarked
package dev.limpid.benchmarks.server;

import org.jspecify.annotations.NullMarked;
