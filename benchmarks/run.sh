#!/usr/bin/env bash
# Measures everything, and writes docs/performance.md and docs/performance.svg. Nothing else should run on the machine.
#
#   benchmarks/run.sh --quick              about 6 minutes
#   benchmarks/run.sh --full               about 35 minutes
#   benchmarks/run.sh --full --only load   some parts; results of the others stay if they are of the same commit
#   benchmarks/run.sh --smoke              tries everything in a minute or two; the numbers mean nothing, docs/ is not written
#
# Parts: verify special threads receive path store heap virtual load.
# JAVA_HOME says which JDK measures. VIRTUAL_JAVA_HOME may name another one, 21 or newer, for virtual threads alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kind=
only=verify,special,threads,receive,path,store,heap,virtual,load
while [ $# -gt 0 ]; do
  case $1 in
    --quick | --full | --smoke) kind=${1#--} ;;
    --only)
      only=${2:?--only needs the names of parts}
      shift
      ;;
    *)
      sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0" >&2
      exit 2
      ;;
  esac
  shift
done
: "${kind:?say --quick, --full or --smoke}"

java_of() { # a JDK's home, or nothing
  if [ -n "$1" ]; then echo "$1/bin/java"; else echo java; fi
}
java=$(java_of "${JAVA_HOME:-}")
virtual_java=$(java_of "${VIRTUAL_JAVA_HOME:-${JAVA_HOME:-}}")
jar=benchmarks/target/benchmarks.jar
results=benchmarks/target/results

case $kind in
  smoke) common="-f 1 -wi 1 -w 100ms -i 1 -r 100ms" ;;
  quick) common="-f 1 -wi 2 -w 1 -i 3 -r 1" ;;
  full) common="-f 2 -wi 3 -w 1 -i 5 -r 1" ;;
esac

echo "building"
mvn -B -q -Pbenchmarks-jar -pl benchmarks -am -Dmaven.test.skip=true package

commit=$(git rev-parse --short=12 HEAD 2> /dev/null || echo unknown)
# The page itself is no change: it is what a run writes.
git diff --quiet HEAD -- . ':!docs/performance.md' ':!docs/performance.svg' 2> /dev/null || commit="$commit with changes"
mkdir -p "$results"
# Figures of one page are of one commit and one kind of run.
if [ "$(cat "$results/measured" 2> /dev/null)" != "$commit $kind" ] || [[ $commit == *changes ]]; then
  rm -f "$results"/*
fi
echo "$commit $kind" > "$results/measured"
"$java" -cp "$jar" io.hookward.benchmarks.report.RunInfo "$commit" "$kind" "$results/run.json"

wants() {
  [[ ,$only, == *,$1,* ]]
}

measure() { # java, name, arguments of JMH
  local started=$SECONDS by=$1 name=$2
  shift 2
  # shellcheck disable=SC2086
  if ! "$by" -jar "$jar" $common -prof gc -foe true -rf json -rff "$results/jmh-$name.json" "$@" > "$results/$name.log" 2>&1; then
    tail -40 "$results/$name.log" >&2
    echo "$name: failed; the whole log is $results/$name.log" >&2
    exit 1
  fi
  echo "$name: $((SECONDS - started)) s"
}

# The floor and Hookward in turns: a machine that is slower for a minute is so for both.
names=standard-webhooks/hookward-names,stripe/hookward-names,slack/hookward-names
both=standard-webhooks/floor,standard-webhooks/hookward,github/floor,github/hookward,stripe/floor,stripe/hookward,slack/floor,slack/hookward
ours=standard-webhooks/hookward,github/hookward,stripe/hookward,slack/hookward
peers=standard-webhooks/standardwebhooks,standard-webhooks/svix,github/am.ik,stripe/stripe-java,slack/slack-app-backend

if wants verify; then
  case $kind in
    smoke)
      measure "$java" verify VerifyBenchmark -p bytes=256
      ;;
    quick)
      measure "$java" verify VerifyBenchmark -p "subject=$both,$names" -p bytes=256,4096,65536
      measure "$java" verify-peers VerifyBenchmark -p "subject=$peers" -p bytes=256,4096
      ;;
    full)
      measure "$java" verify VerifyBenchmark
      ;;
  esac
fi

if wants special; then
  if [ "$kind" = full ]; then forged=$ours,$peers; else forged=$ours; fi
  measure "$java" forged VerifyBenchmark -p "subject=$forged" -p bytes=256 -p special=forged
  measure "$java" listed VerifyBenchmark -p subject=standard-webhooks/hookward,stripe/hookward -p bytes=256 -p special=listed-20
  measure "$java" second-secret VerifyBenchmark -p subject=standard-webhooks/hookward,github/hookward -p bytes=256 \
    -p special=second-secret
fi

if wants threads; then
  if [ "$kind" = full ]; then
    measure "$java" threads VerifyBenchmark -t 2 -p "subject=$both" -p bytes=256,4096
  else
    measure "$java" threads VerifyBenchmark -t 2 -p subject=github/floor,github/hookward -p bytes=256
  fi
fi

if wants receive; then
  if [ "$kind" = full ]; then bytes=256,4096; else bytes=256; fi
  measure "$java" receive ReceiveBenchmark -p bytes=$bytes
fi

if wants path; then
  if [ "$kind" = full ]; then
    measure "$java" path PathBenchmark
  else
    measure "$java" path PathBenchmark.ordinary -p endpoints=1,50
  fi
fi

if wants store; then
  measure "$java" store StoreBenchmark
fi

if wants heap; then
  case $kind in
    smoke) counts=10000 ;;
    quick) counts=1000000 ;;
    full) counts="1000000 10000000" ;;
  esac
  for ids in $counts; do
    "$java" -Xmx$((ids / 1000000 * 400 + 500))m -cp "$jar" io.hookward.benchmarks.HeapPerId "$ids" > "$results/heap-$ids.json"
    cat "$results/heap-$ids.json"
  done
fi

if wants virtual; then
  version=$("$virtual_java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  if [ "${version%%.*}" -ge 21 ]; then
    measure "$virtual_java" virtual VirtualThreadBenchmark
  else
    echo "virtual: skipped, JDK $version has no virtual threads; set VIRTUAL_JAVA_HOME to a JDK 21 or newer"
  fi
fi

if wants load; then
  case $kind in
    smoke) benchmarks/load/run.sh 1 1 "$results/load.json" ;;
    quick) benchmarks/load/run.sh 2 12 "$results/load.json" ;;
    full) benchmarks/load/run.sh 7 10 "$results/load.json" ;;
  esac
fi

if [ "$kind" = smoke ]; then page=$results/performance.md; else page=docs/performance.md; fi
[ "$kind" != smoke ] || cp docs/performance.md "$page"
"$java" -cp "$jar" io.hookward.benchmarks.report.Report "$results" "$page" "${page%.md}.svg"
echo "written: $page and ${page%.md}.svg, after $SECONDS s"
