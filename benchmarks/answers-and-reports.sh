#!/usr/bin/env bash
# Compares the same machines' week as answers and as the earlier reports, in one run: published bytes, and seconds and
# memory to all charts. FOLDER needs some 4 GB. Usage: benchmarks/answers-and-reports.sh FOLDER [MACHINES]
set -euo pipefail
folder=$(realpath -m "$1")
machines=${2:-1000000}
cd "$(dirname "$0")/.."
mkdir -p "$folder/source"
git archive 96079de | tar x -C "$folder/source"
run() { # TREE NAME
  (cd "$1" && ./mvnw -o -q -DskipTests -Dspotless.check.skip=true -pl benchmarks -am compile)
  local path
  path=$(ls -d "$1"/*/target/classes | paste -sd:):$(find ~/.m2 -name 'zstd-jni-*.jar' -o -name 'jackson-core-*.jar' | grep -v sources | paste -sd:)
  echo "== $2"
  java -Xmx3g -cp "$path" dev.limpid.benchmarks.publish.ChartsBenchmark generate "$folder/$2" "$machines"
  du -cb "$folder/$2"/*.zst | tail -n 1
  for _ in 1 2 3; do
    java -Xmx512m -XX:+UseParallelGC -cp "$path" dev.limpid.benchmarks.publish.ChartsBenchmark charts "$folder/$2" 2
  done
}
run "$folder/source" reports
run "$PWD" answers
