#!/usr/bin/env bash
# A kiosk and its agency on one machine: a robot lives a fair in minutes, its visits are sealed and sent, and the
# agency's dashboard shows them. `./run demo` calls it; `scripts/demo.sh --check` ends once all adds up, for ./test.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

use_target_folder
[[ -x "$ETABLI_BIN" ]] || die "Pas de programme : lancez ./run une fois." "No binary: run ./run once."

check=no
[[ "${1:-}" != --check ]] || check=yes
readonly VISITS=${DEMO_VISITS:-60}
readonly OUT="$PWD/out/demo" PORT=${DEMO_PORT:-8770}
readonly AGENCY="http://127.0.0.1:$PORT"

# The same program with this kiosk's own settings and data, and the agency's database beside them.
etabli() {
    ETABLI_HOME="$OUT/borne" "$ETABLI_BIN" "$@"
}

prepare() {
    rm -rf -- "$OUT"
    mkdir -p "$OUT/borne/config/events" "$OUT/donnees"
    ln -s "$PWD/assets" "$PWD/kits" "$OUT/borne/"
    local today
    today="$(date +%F)"
    cat >"$OUT/borne/config/events/demo.ron" <<RON
(
    name: (fr: "Journée de démonstration", en: "Demonstration day"),
    place: (fr: "Cette machine", en: "This machine"),
    territory: (fr: "Démonstration", en: "Demonstration"),
    start: "$today",
    end: "$today",
    // Few kits, counted by kit alone: so few visits would otherwise be nearly all lost, as a plan for a real day would warn.
    kits: ["soudure", "portique", "charpente"],
    engagement: (period: Event, level: Kit, expected_visits: $VISITS, kits: 3, accept_loss: true),
)
RON
    echo '(event: "demo")' >"$OUT/borne/config/kiosk.ron"
    cat >"$OUT/borne/config/agency.ron" <<RON
(
    kiosk: "borne-demo",
    xapi: "$AGENCY/xapi",
    heartbeat: "$AGENCY/api/heartbeat",
    credentials: "agence.secret",
    iri_base: "https://agence.example/xapi",
)
RON
    export ETABLI_AGENCY_DATABASE="sqlite:$OUT/agence.sqlite"
    local secret="$OUT/borne/config/agence.secret"
    (umask 077 && etabli agency token add parc-demo | grep -m1 -Eo 'parc-demo:[^ ]+' >"$secret")
    [[ -s "$secret" ]] || die "Le jeton n’a pas été créé." "No token was made."
}

agency() {
    # Not by the function above: what has to be stopped is the program itself.
    ETABLI_HOME="$OUT/borne" "$ETABLI_BIN" agency serve --listen "127.0.0.1:$PORT" --open-dashboard &
    agency_pid=$!
    trap 'kill "$agency_pid" 2>/dev/null || true' EXIT
    local try
    for ((try = 0; try < 100; try++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return 0
        sleep 0.1
    done
    die "Le serveur de l’agence ne répond pas." "The agency's server does not answer."
}

prepare
agency
say "Un robot fait $VISITS visites, datées comme si une commençait tous les quarts d’heure." \
    "A robot makes $VISITS visits, dated a quarter of an hour apart."
etabli play --robot --clumsy --headless --speed 0 --visits "$VISITS" --seed 11 --every-minutes 15 --data "$OUT/donnees" --exit
etabli engagement seal --dry-run --data "$OUT/donnees"
etabli engagement seal --close-now --data "$OUT/donnees"
etabli engagement send --data "$OUT/donnees"
etabli engagement status --data "$OUT/donnees"
etabli agency report --event demo --out "$OUT/rapport.html"
etabli agency export-csv --out "$OUT/totaux.csv"

if [[ "$check" == yes ]]; then
    # What the kiosk says it sealed is what the agency has.
    etabli engagement status --json --data "$OUT/donnees" >"$OUT/etat.json"
    python3 - "$OUT/etat.json" "$OUT/totaux.csv" <<'PYTHON'
import csv, json, sys

state = json.load(open(sys.argv[1], encoding="utf-8"))
event = state["events"][0]
assert event["adds_up"] and event["waiting"] == 0 and event["late"] == 0, event
assert event["sealed"] >= 10, f"too few visits were sealed: {event}"
assert state["outbox"]["waiting"] == 0 and state["outbox"]["quarantined"] == 0, state["outbox"]
rows = list(csv.DictReader(open(sys.argv[2], encoding="utf-8-sig"), delimiter=";"))
print(f"{event['sealed']} visits sealed of {event['recorded']}, {len(rows)} lines at the agency")
assert rows, "the agency has nothing"
PYTHON
    exit 0
fi
say "Tableau de bord : $AGENCY/ · rapport : $OUT/rapport.html (Ctrl-C pour arrêter)" "The dashboard is open; Ctrl-C stops it."
wait "$agency_pid"
