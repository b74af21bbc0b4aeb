#!/usr/bin/env bash
# The visitor's page in a real browser, Chromium without a screen at the size of a phone, against a real server: what is
# scanned, kept, read without network, printed, sent, erased; and the rules of accessibility (axe-core).
#
#   tests/portal.sh [FOLDER]   pictures and sheets are left in FOLDER; by default out/portal
#
# Playwright (Python) and axe-core (npm) are installed once, beside the compiled dependencies.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

readonly PLAYWRIGHT=1.65.2 PILLOW=13.0.0 AXE=4.14.1

use_target_folder
tools="$CARGO_TARGET_DIR/portal-tools-$PLAYWRIGHT"
work="$(mktemp -d "${TMPDIR:-/tmp}/etabli-portal.XXXXXX")"
pictures="${1:-out/portal}"
server=""

finish() {
    if [[ -n "$server" ]]; then
        kill -INT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf -- "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

install_tools() {
    local wanted=(chromium)
    have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || wanted+=(python3 python3-venv)
    have npm || wanted+=(nodejs npm)
    install_missing "${wanted[@]}"
    mkdir -p "$tools"
    if [[ ! -e "$tools/python-ready" ]]; then
        python3 -m venv "$tools/python"
        "$tools/python/bin/pip" install --quiet --disable-pip-version-check "playwright==$PLAYWRIGHT" "pillow==$PILLOW"
        touch "$tools/python-ready"
    fi
    if [[ ! -e "$tools/npm-ready" ]]; then
        npm install --silent --no-audit --no-fund --prefix "$tools" "axe-core@$AXE"
        touch "$tools/npm-ready"
    fi
}

# serve: starts the example on a free port; sets `address`.
serve() {
    local tries
    mkdir "$work/pictures"
    "$tools/python/bin/python" tests/portal/pictures.py "$work/pictures"
    cargo build --locked --example portal
    : >"$work/told" # it is looked into before the server has said anything
    "$CARGO_TARGET_DIR/debug/examples/portal" 127.0.0.1:0 "$work/pictures" >"$work/told" 2>"$work/log" &
    server=$!
    for ((tries = 0; tries < 300; tries++)); do # 30 s: a busy machine is slow to start it
        address="$(sed -n 's|^\(http://[^/]*\)/c$|\1|p' "$work/told")"
        [[ -z "$address" ]] || return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/log" >&2
    die "Le serveur d’essai n’a pas démarré." "The test server did not start."
}

check_rust
install_tools
serve
"$tools/python/bin/python" tests/portal/portal.py "$address" "$pictures" "$work/told" \
    "$tools/node_modules/axe-core/axe.min.js" || {
    cat "$work/log" >&2
    die "La page des visiteurs a un défaut." "The visitors' page has a fault."
}
