#!/usr/bin/env bash
# The real kiosk in a real window on a virtual screen, driven by a real pointer (tests/window.py).
# ./test calls it once the binary is built: tests/window.sh [BINARY]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

use_target_folder
binary="${1:-$ETABLI_BIN}"
[[ -x "$binary" ]] || die "Pas de programme : $binary. Lancez d’abord ./test ou cargo build." "No binary: build first."

drive() {
    exec python3 tests/window.py --binary "$binary" --out out/window --framebuffer "$XVFB_FOLDER/Xvfb_screen0"
}

with_xvfb drive
