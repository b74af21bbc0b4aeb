#!/usr/bin/env bash
# A fair's worth of visits on a supervised kiosk: memory and files are watched (tests/soak.py), and drawn to out/soak.
#
#   tests/soak.sh headless VISITS [BINARY]     tests/soak.sh rendered VISITS [BINARY [-- WORDS FOR THE PLAYER…]]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

use_target_folder
kind="$1"
visits="$2"
binary="${3:-$ETABLI_BIN}"
shift $(($# < 3 ? $# : 3))
[[ -x "$binary" ]] || die "Pas de programme : $binary. Lancez d’abord ./test ou cargo build." "No binary: build first."

watch() {
    exec python3 tests/soak.py --binary "$binary" --out out/soak --visits "$visits" "$@"
}

case "$kind" in
    headless) watch "$@" ;;
    rendered) with_xvfb watch --rendered "$@" ;;
    *) die "headless ou rendered" "headless or rendered" ;;
esac
