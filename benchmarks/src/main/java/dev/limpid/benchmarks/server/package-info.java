/**
 * The performance of the collection server: durable reports per second, how long each waits, and the cost in CPU and memory. The input
 * is real reports over loopback; the output is a table for {@code docs/decisions}. See {@link UploadBenchmark} for how to run it.
 */
@NullMarked
package dev.limpid.benchmarks.server;

import org.jspecify.annotations.NullMarked;
