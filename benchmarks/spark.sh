#!/usr/bin/env bash
# The Spark module on a standalone cluster of this machine: one worker compared with two, in pairs, and the memory of an executor.
#
# usage: spark.sh FOLDER [weeks] [machines a week] [megabytes of an executor] [pairs]     (after: ./mvnw -q -Pspark -pl spark -am -DskipTests package)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -ge 1 ] || { sed -n '2,4s/^# //p' "$0"; exit 2; }
jar=$(ls spark/target/limpid-spark-*.jar | grep -v -e sources -e javadoc | head -n 1)
exec java -Xmx2g -cp "spark/target/test-classes:$jar:spark/target/cluster/jars/*" dev.limpid.spark.ScalingBenchmark \
  spark/target/cluster "$jar" "$1" "${2:-8}" "${3:-20000}" "${4:-512}" "${5:-3}"
