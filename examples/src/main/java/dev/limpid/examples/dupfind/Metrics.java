package dev.limpid.examples.dupfind;

import dev.limpid.counter.Counter;
import dev.limpid.counter.Histogram;
import dev.limpid.counter.StackCounter;

/** Everything that dupfind counts, in one place; the charts that ask for it are in {@code charts.txt}. */
final class Metrics {

    static final Counter RUN = Counter.of("dupfind/run");
    static final Counter FLAG_MIN_SIZE = Counter.of("dupfind/flag:min-size");
    static final Counter FLAG_NULL = Counter.of("dupfind/flag:null");
    static final Counter FLAG_SUMMARY = Counter.of("dupfind/flag:summary");
    static final Counter FOUND_SOME = Counter.of("dupfind/found:some");
    static final Counter FOUND_NONE = Counter.of("dupfind/found:none");
    static final Counter UNREADABLE = Counter.of("dupfind/unreadable");
    static final Histogram FILES = Histogram.ofNumbers("dupfind/files", "10", "100", "1000", "10000", "100000");
    static final Histogram TIME = Histogram.ofDurations("dupfind/time", "10ms", "100ms", "1s", "10s", "1m");
    static final StackCounter FAILED = StackCounter.of("dupfind/failed", 16);

    private Metrics() {}
}
