#!/usr/bin/env bash
# What the collection server takes, measured: a table for benchmarks/README.md, in under 5 minutes.
#
# usage: benchmarks/server.sh [seconds of each of five runs, 25 unless told] [folder on the disk that is measured]
#        benchmarks/server.sh soak [seconds, 600 unless told] [folder]      growth of memory, a row each minute
#
# The server runs as a process of its own with a heap of 192 MB, and makes every report durable (fsync) before it answers;
# the load comes over loopback from a process beside it on the same cores, 128 connections of one report after the other
# (32 where the reports are large). Every run kills the server at its end and checks that the store holds what was
# answered 200.
set -euo pipefail
cd "$(dirname "$0")/.."
soak=
if [ "${1:-}" = soak ]; then
  soak=1
  shift
fi
seconds=${1:-$([ -n "$soak" ] && echo 600 || echo 25)}
folder=${2:-benchmarks/target/server-reports}
echo "building" >&2
./mvnw -q -DskipTests -pl benchmarks -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
classpath=benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)
run() {
  rm -rf "$folder" && mkdir -p "$folder"
  sync # what a build has just written would be waited for by the first fsyncs
  java -Xmx128m -XX:+UseSerialGC -Dlogback.configurationFile=dev/limpid/benchmarks/server/logback.xml -cp "$classpath" \
    dev.limpid.benchmarks.server.UploadBenchmark seconds="$seconds" folder="$folder" "$@"
}
echo "$(nproc) cores, $(java -version 2>&1 | sed -n 2p), load before: $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
echo
if [ -n "$soak" ]; then
  echo "| minute | durable reports/s | refused | p50 ms | p99 ms | p99.9 ms | in use after a collection MB | resident, no file's MB | resident MB |"
  echo "|---|---|---|---|---|---|---|---|---|"
  run connections=128 size=1500 rate=10000 soak
else
  echo "| reports | durable reports/s | refused | p50 ms | p99 ms | p99.9 ms | server CPU µs each | allocated KB each | start-up ms | idle MB | loaded MB |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|"
  run connections=128 size=1500 rate=10000
  run connections=128 size=1500
  run connections=128 size=1500 new
  run connections=32 size=50000
  run connections=32 size=50000 new
fi
rm -rf "$folder"
