#!/usr/bin/env bash
# Sends real statements to a real learning record store, Ralph, on this machine: writing, retrying, lost answers, reading
# back; then has every statement checked by an independent validator.
#
#   tests/ralph.sh [COMMAND…]   COMMAND runs the test `engagement::ralph`; by default: cargo test --locked --test it
#
# Ralph (Python) and the validator (npm) are installed once, beside the compiled dependencies.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

readonly RALPH=5.1.0 VALIDATION=2.1.4
readonly XAPI_BASE=https://agence.example/xapi

test_command=("$@")
((${#test_command[@]})) || test_command=(cargo test --locked --test it)

use_target_folder
tools="$CARGO_TARGET_DIR/ralph-$RALPH"
work="$(mktemp -d "${TMPDIR:-/tmp}/etabli-ralph.XXXXXX")"
server=""

finish() {
    if [[ -n "$server" ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf -- "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

install_tools() {
    local wanted=()
    have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || wanted+=(python3 python3-venv)
    have npm || wanted+=(nodejs npm)
    ((${#wanted[@]} == 0)) || install_missing "${wanted[@]}"
    mkdir -p "$tools"
    if [[ ! -e "$tools/python-ready" ]]; then
        python3 -m venv "$tools/python"
        "$tools/python/bin/pip" install --quiet --disable-pip-version-check "ralph-malph[full]==$RALPH"
        touch "$tools/python-ready"
    fi
    if [[ ! -e "$tools/npm-ready" ]]; then
        npm install --silent --no-audit --no-fund --prefix "$tools" "xapi-validation@$VALIDATION"
        touch "$tools/npm-ready"
    fi
}

# account NAME SCOPE…: a new account; prints its password.
account() {
    local name=$1 password scope scopes=()
    shift
    for scope in "$@"; do
        scopes+=(-s "$scope")
    done
    password="$(head -c 18 /dev/urandom | base64)"
    "$tools/python/bin/ralph" auth -u "$name" -p "$password" "${scopes[@]}" -N "$name" -A "$name" "$XAPI_BASE" -w \
        2>>"$work/log" >&2
    printf '%s' "$password"
}

serve() {
    local tries
    mkdir "$work/store"
    : >"$work/store/statements.jsonl"
    export RALPH_APP_DIR="$work" RALPH_AUTH_FILE="$work/auth.json" RALPH_HISTORY_FILE="$work/history.json"
    export RALPH_RUNSERVER_BACKEND=fs RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH="$work/store"
    export RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE=statements.jsonl
    # The kiosks' account may write and not read.
    export RALPH_LRS_RESTRICT_BY_AUTHORITY=true RALPH_LRS_RESTRICT_BY_SCOPES=true
    ETABLI_RALPH_USER=bornes ETABLI_RALPH_PASSWORD="$(account bornes statements/write)"
    ETABLI_RALPH_READER_USER=agence
    ETABLI_RALPH_READER_PASSWORD="$(account agence statements/read statements/write)"
    export ETABLI_RALPH_USER ETABLI_RALPH_PASSWORD ETABLI_RALPH_READER_USER ETABLI_RALPH_READER_PASSWORD
    "$tools/python/bin/python" tests/ralph/serve.py "$work/port" >>"$work/log" 2>&1 &
    server=$!
    for ((tries = 0; tries < 300; tries++)); do # 30 s: a busy machine is slow to start it
        if [[ -s "$work/port" ]] && (exec 3<>"/dev/tcp/127.0.0.1/$(<"$work/port")") 2>/dev/null; then
            export ETABLI_RALPH_XAPI="http://127.0.0.1:$(<"$work/port")/xAPI"
            return 0
        fi
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/log" >&2
    die "Ralph n’a pas démarré." "Ralph did not start."
}

install_tools
serve
export ETABLI_RALPH_STATEMENTS="$work/statements.jsonl"
"${test_command[@]}" engagement::ralph -- --ignored --nocapture || {
    cat "$work/log" >&2
    die "L’envoi à Ralph a échoué." "Sending to Ralph failed."
}
[[ -s "$ETABLI_RALPH_STATEMENTS" ]] || die "L’essai n’a rien envoyé." "The test has sent nothing."
node tests/ralph/validate.mjs "$ETABLI_RALPH_STATEMENTS" "$tools/node_modules"
