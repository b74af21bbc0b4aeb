#!/usr/bin/env bash
# A kiosk and its agency on one machine, for a phone on the same Wi-Fi: the carnet's code leads to this machine's address.
# `./run` calls it; `./run play` is the kiosk alone.
#
#   scripts/together.sh [PLAY OPTIONS…]
#   ETABLI_PORTAL_PORT   port of the agency's server, 8787 by default
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

use_target_folder
[[ -x "$ETABLI_BIN" ]] || die "Pas de programme : lancez ./run une fois." "No binary: run ./run once."
readonly PORT=${ETABLI_PORTAL_PORT:-8787}
readonly HOUSE="${ETABLI_HOME:-$PWD}"
readonly CONFIG="$HOUSE/config"
data="${ETABLI_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/etabli}"
agency_pid=""

# setting FILE NAME: the value of a line `NAME: "value"` that is not a comment.
setting() {
    sed -nE "s/^[[:space:]]*$2:[[:space:]]*\"([^\"]*)\".*/\1/p" "$1" 2>/dev/null | head -n 1
}

# This machine's address as the phones of its network see it.
address() {
    local found
    found="$(ip -4 -o route get 192.0.2.1 2>/dev/null | sed -nE 's/.* src ([0-9.]+).*/\1/p')" || true
    [[ -n "$found" ]] || found="$(hostname -I 2>/dev/null | cut -d' ' -f1)" || true
    printf '%s' "${found:-127.0.0.1}"
}

make_keys() {
    local event kiosk
    event="$(setting "$CONFIG/kiosk.ron" event)"
    kiosk="$(setting "$CONFIG/agency.ron" kiosk)"
    event="${event:-essai}" kiosk="${kiosk:-borne}"
    [[ -e "$data/keys/evenement-$event.key" ]] || "$ETABLI_BIN" keys event --event "$event" --keys "$data/keys" >&2
    [[ -e "$data/keys/borne-$kiosk.key" ]] ||
        "$ETABLI_BIN" keys kiosk --name "$kiosk" --event "$event" --keys "$data/keys" >&2
}

stop_agency() {
    [[ -z "$agency_pid" ]] || kill "$agency_pid" 2>/dev/null || true
}

# Nobody can register where no agency answers for it: until one is named, a trial agency of this machine does.
agency_house() {
    local house="$data/agence/essai"
    if [[ -n "$(setting "$CONFIG/portal.ron" name)" ]]; then
        printf '%s' "$HOUSE"
        return 0
    fi
    rm -rf -- "$house"
    mkdir -p "$house"
    cp -r "$CONFIG" "$house/config"
    ln -s "$HOUSE/kits" "$HOUSE/assets" "$house/"
    sed -i -e '0,/\/\/ name: .*/s//name: "Agence d’essai, sur cette machine",/' \
        -e '0,/\/\/ email: .*/s//email: "essai@agence.example",/' "$house/config/portal.ron"
    printf '%s' "$house"
}

start_agency() {
    mkdir -p "$data/agence"
    ETABLI_HOME="$(agency_house)" ETABLI_AGENCY_DATABASE="sqlite:$data/agence/agence.sqlite" "$ETABLI_BIN" agency serve --listen "0.0.0.0:$PORT" \
        --in-the-clear --keys "$data/keys/cles.ron" --portal "$portal" >"$data/agence/serveur.log" 2>&1 </dev/null &
    agency_pid=$!
    trap stop_agency EXIT
    local try
    for ((try = 0; try < 100; try++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return 0
        kill -0 "$agency_pid" 2>/dev/null || break
        sleep 0.1
    done
    say "La borne joue sans portail : $(tail -n 1 "$data/agence/serveur.log")" "The kiosk plays without a portal."
    return 1
}

# A kiosk that has an agency speaks to that one.
portal="$(setting "$CONFIG/agency.ron" portal)"
if [[ -n "$portal" || -n "$(setting "$CONFIG/agency.ron" xapi)" ]]; then
    exec "$ETABLI_BIN" play "$@"
fi
portal="http://$(address):$PORT"
make_keys
if start_agency; then
    say "Portail des visiteurs : $portal/c (téléphones du même Wi-Fi). Courriels des inscriptions : $data/agence." \
        "The visitors' portal is open to phones on the same Wi-Fi."
    set -- --portal "$portal" "$@"
fi
# In the background: bash would else sit on a signal until the kiosk ends, and leave the agency behind.
"$ETABLI_BIN" play "$@" <&0 &
play_pid=$!
trap 'kill -TERM "$play_pid" 2>/dev/null || true' INT TERM HUP
status=0
while :; do
    wait "$play_pid" && status=0 || status=$?
    kill -0 "$play_pid" 2>/dev/null || break
done
exit "$status"
