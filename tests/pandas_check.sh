#!/usr/bin/env bash
# Has the anonymiser's counts checked by others: the raw rows of several fairs and the statements that came of them are
# left by a test; pandas counts anew, and pycanon measures k.
#
#   tests/pandas_check.sh [COMMAND…]   COMMAND runs the test `engagement::independent`; by default: cargo test --locked --test it
#
# pandas and pycanon (Python) are installed once, beside the compiled dependencies.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

readonly PYCANON=1.3.6 PANDAS=2.3.3

test_command=("$@")
((${#test_command[@]})) || test_command=(cargo test --locked --test it)

use_target_folder
tools="$CARGO_TARGET_DIR/pycanon-$PYCANON"
# Journals that nobody needs after a power cut: a folder in memory, where there is one, spares the disk.
memory=/dev/shm
[[ -d "$memory" && -w "$memory" ]] || memory="${TMPDIR:-/tmp}"
work="$(mktemp -d "$memory/etabli-pandas.XXXXXX")"
trap 'rm -rf -- "$work"' EXIT
trap 'exit 130' INT TERM

install_tools() {
    have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || install_missing python3 python3-venv
    mkdir -p "$tools"
    [[ ! -e "$tools/python-ready" ]] || return 0
    python3 -m venv "$tools/python"
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check "pycanon==$PYCANON" "pandas==$PANDAS"
    touch "$tools/python-ready"
}

check() {
    "$tools/python/bin/python" -W ignore::FutureWarning tests/pandas_check.py "$work"
}

# A check that cannot fail proves nothing: one count changed by one has to be found.
check_sees_a_change() {
    local one
    one="$work/kit_group-event-400/statements.jsonl"
    sed -i '1s/"n":\([0-9]*\)\([0-9]\)}/"n":\11\2}/' "$one"
    if check >"$work/log"; then
        die "Un compte changé n’a pas été vu." "A count that was changed was not seen."
    fi
}

install_tools
ETABLI_INDEPENDENT_CHECK="$work" "${test_command[@]}" engagement::independent -- --ignored --nocapture
check || die "Les totaux ne sont pas ceux que pandas recompte." "The totals are not those that pandas counts."
check_sees_a_change
