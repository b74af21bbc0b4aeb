#!/usr/bin/env bash
# Measures `etabli kit check` on many copies of the kit « soudure » that share their files by links: cold, then with its
# findings kept. Only kit.ron differs from copy to copy.
#
#   scripts/bench_check.sh [COPIES] [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."

copies=${1:-500}
program=${2:-${CARGO_TARGET_DIR:-target}/debug/etabli}
work=$(mktemp -d -p "${TMPDIR:-/tmp}" etabli-bench.XXXXXX)
trap 'rm -rf "$work"' EXIT

# Links do not lead from disk to disk: one copy, and links to it.
cp -r kits/soudure "$work/model"
for number in $(seq -w "$copies"); do
  kit=$work/kits/k$number
  mkdir -p "$kit"
  cp -rl "$work/model/models" "$work/model/images" "$kit/"
  sed "s/id: \"soudure\"/id: \"k$number\"/" kits/soudure/kit.ron > "$kit/kit.ron"
done
# What was written a moment ago is not remembered: let the moment pass.
sleep 4

measure() {
  local name=$1
  shift
  local before after
  before=$(date +%s.%N)
  python3 -c '
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"code {code}, processeur {peak.ru_utime + peak.ru_stime:.1f} s, mémoire {peak.ru_maxrss // 1024} Mo", end=", ")
' "$program" kit check "$@" "$work/kits"
  after=$(date +%s.%N)
  awk -v name="$name" -v from="$before" -v to="$after" 'BEGIN { printf "%s : %.1f s\n", name, to - from }'
}

export XDG_CACHE_HOME=$work/cache
measure "à froid"
measure "résultats gardés"
measure "sans garder" --no-cache
