#!/usr/bin/env bash
# Measures the collection server: prints a table for benchmarks/README.md, in some five minutes.
#
# usage: benchmarks/server.sh [seconds of each of eight runs, default 20] [folder on the disk to be measured]
#        benchmarks/server.sh soak [seconds, default 600] [folder]          growth of memory, a row each minute
#        benchmarks/server.sh ingest [seconds of each run, 10] [folder]     durable answers, compared with the same front
# without a store, in pairs
#
# The server runs as a separate process with a heap of 192 MB, and makes every answer durable (fsync) before it responds;
# the load comes over loopback from another process on the same cores, over 128 connections with one request after
# another (32 if reports are large). Every run kills the server at its end and checks that the store contains
# everything that got a 200.
set -euo pipefail
cd "$(dirname "$0")/.."
what=table
seconds=20
case ${1:-} in
  soak) what=soak seconds=600 && shift ;;
  ingest) what=ingest seconds=10 && shift ;;
esac
seconds=${1:-$seconds}
folder=${2:-benchmarks/target/server-answers}
echo "building" >&2
./mvnw -q -DskipTests -pl benchmarks -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
classpath=benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)
measure() {
  rm -rf "$folder" && mkdir -p "$folder"
  sync # otherwise the first fsyncs would wait for what a build has just written
  java -Xmx256m -XX:+UseSerialGC -Dlogback.configurationFile=dev/limpid/benchmarks/server/logback.xml -cp "$classpath" \
    "dev.limpid.benchmarks.server.$@"
}
run() {
  measure UploadBenchmark seconds="$seconds" folder="$folder" "$@"
}
echo "$(nproc) cores, $(java -version 2>&1 | sed -n 2p), load before: $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
echo
case $what in
  ingest)
    measure IngestBenchmark "$folder" "$seconds"
    ;;
  soak)
    echo "| minute | durable answers/s | refused | p50 ms | p99 ms | p99.9 ms | in use after a collection MB | resident, no file's MB | resident MB |"
    echo "|---|---|---|---|---|---|---|---|---|"
    run connections=128 answers rate=10000 soak
    ;;
  *)
    echo "| what | durable/s | refused | p50 ms | p99 ms | p99.9 ms | server CPU µs each | allocated KB each | start-up ms | idle MB | loaded MB |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|"
    run connections=128 answers rate=10000
    run connections=128 answers
    run connections=128 answers new
    run connections=128 size=1500 rate=10000
    run connections=128 size=1500
    run connections=128 size=1500 new
    run connections=32 size=50000
    run connections=32 size=50000 new
    ;;
esac
rm -rf "$folder"
