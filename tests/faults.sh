#!/usr/bin/env bash
# The real kiosk under its supervisor on a virtual screen, and everything that can happen to it in three days: killed,
# stopped, its settings broken, its disk full, a kit that takes it down. How long each takes, until visitors can touch the
# attract screen again, is written to out/faults (JSON and a table).
#
#   tests/faults.sh [BINARY]    ETABLI_TEST_LONG=1: full counts
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

use_target_folder
binary="${1:-$ETABLI_BIN}"
[[ -x "$binary" ]] || die "Pas de programme : $binary. Lancez d’abord ./test ou cargo build." "No binary: build first."

disk=""
unmount() {
    [[ -z "$disk" ]] || umount "$disk" 2>/dev/null || true
    [[ -z "$disk" ]] || rmdir "$disk" 2>/dev/null || true
}

# A disk of its own that can be filled without harm, where this account may mount one.
disk="$(mktemp -d "${TMPDIR:-/tmp}/etabli-full.XXXXXX")"
if ! mount -t tmpfs -o size=8m etabli-full "$disk" 2>/dev/null; then
    rmdir "$disk"
    disk=""
fi

run_faults() {
    exec python3 tests/faults.py --binary "$binary" --out out/faults ${ETABLI_FAULTS:+--only $ETABLI_FAULTS} ${disk:+--small-disk "$disk"}
}

status=0
with_xvfb run_faults || status=$?
unmount
exit "$status"
