#!/usr/bin/env bash
# Load on one Jetty with the Hookward filter and one without, in turns: 16 connections, bodies of 1 KiB, one thread of wrk.
# Called by ../run.sh, which builds the jar. Usage: load/run.sh ROUNDS SECONDS RESULT
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

rounds=$1
seconds=$2
result=$3
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=benchmarks/target/benchmarks.jar

if ! command -v wrk > /dev/null; then
  echo "load: skipped, wrk is missing; install it with 'apt-get install wrk', or from https://github.com/wg/wrk" >&2
  exit 0
fi

work=$(mktemp -d)
pids=()
cleanup() {
  for pid in ${pids[@]+"${pids[@]}"}; do
    kill "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# Starts a server, and sets port.
serve() {
  "$java" -Xms2g -Xmx2g -cp "$jar" io.hookward.benchmarks.load.LoadServer "$1" > "$work/$1.port" &
  pids+=($!)
  for _ in $(seq 100); do
    if [ -s "$work/$1.port" ]; then
      port=$(cat "$work/$1.port")
      return
    fi
    sleep 0.1
  done
  echo "load: the server '$1' does not start" >&2
  exit 1
}

# Sends to a server for so many seconds, and adds a line to a file.
series=0
send() { # subject, port, round, seconds, file
  series=$((series + 1))
  SERIES=$(printf '%08x-0000-4000-8000-' "$series") DELIVERIES=$work/deliveries SUBJECT=$1 ROUND=$3 RESULT=$5 \
    wrk -t1 -c16 -d"$4"s --latency -s benchmarks/load/deliver.lua "http://127.0.0.1:$2/" > "$work/wrk.log" || {
    cat "$work/wrk.log" >&2
    exit 1
  }
}

"$java" -cp "$jar" io.hookward.benchmarks.load.SignedDeliveries "$work/deliveries"
serve bare
bare=$port
serve filter
filter=$port

echo "load: warming up"
send bare "$bare" 0 $((2 * seconds)) "$work/warmup"
send filter "$filter" 0 $((2 * seconds)) "$work/warmup"
for round in $(seq "$rounds"); do
  echo "load: round $round of $rounds"
  send bare "$bare" "$round" "$seconds" "$work/measured"
  send filter "$filter" "$round" "$seconds" "$work/measured"
done
"$java" -cp "$jar" io.hookward.benchmarks.report.LoadSummary "$work/measured" "$result"
