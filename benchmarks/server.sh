#!/usr/bin/env bash
# What the collection server takes, measured: a table for benchmarks/README.md, in under 5 minutes.
#
# usage: benchmarks/server.sh [seconds of each of five runs, 25 unless told] [folder on the disk that is measured]
#
# The server runs as a process of its own with a heap of 192 MB, and makes every report durable (fsync) before it answers;
# the load comes over loopback from a process beside it on the same cores, 128 connections of one report after the other
# (32 where the reports are large).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-25}
folder=${2:-benchmarks/target/server-reports}
echo "building" >&2
./mvnw -q -DskipTests -pl benchmarks -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt >&2
classpath=benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)
run() {
  rm -rf "$folder" && mkdir -p "$folder"
  java -Xmx128m -XX:+UseSerialGC -Dlogback.configurationFile=dev/limpid/benchmarks/server/logback.xml -cp "$classpath" dev.limpid.benchmarks.server.UploadBenchmark table \
    seconds="$seconds" folder="$folder" "$@"
}
echo "$(nproc) cores, $(java -version 2>&1 | sed -n 2p), load before: $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
echo
echo "| reports | durable reports/s | refused | p50 ms | p99 ms | p99.9 ms | server CPU µs each | start-up ms | idle MB | loaded MB |"
echo "|---|---|---|---|---|---|---|---|---|---|"
run connections=128 size=1500 rate=10000
run connections=128 size=1500
run connections=128 size=1500 new
run connections=32 size=50000
run connections=32 size=50000 new
rm -rf "$folder"
