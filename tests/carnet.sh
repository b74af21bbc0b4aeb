#!/usr/bin/env bash
# The carnet's code as a phone sees it: a robot plays in a real window, zbarimg reads the code from the picture of the
# screen, at each size; then a pass typed by a scanner, key by key, begins a visit.
#
#   tests/carnet.sh [WIDTHxHEIGHT…]   by default 1280x720 720x1280 1920x1080
#   tests/carnet.sh --scanner         the pass only; tests/window.sh reads the code of 1280x720
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

use_target_folder
[[ -x "$ETABLI_BIN" ]] || die "Pas de programme : lancez d’abord ./test ou cargo build." "No binary: build first."
install_missing "${PACKAGES_TEST[@]}" "${PACKAGES_NO_DISPLAY[@]}"
sizes=("$@")
if [[ "${1:-}" == --scanner ]]; then
    sizes=()
elif ((${#sizes[@]} == 0)); then
    sizes=(1280x720 720x1280 1920x1080)
fi
readonly OUT="$PWD/out/carnet" PORTAL=https://metiers.normandie.example
rm -rf -- "$OUT"
mkdir -p "$OUT/borne/config/events" "$OUT/donnees"
ln -s "$PWD/assets" "$PWD/kits" "$OUT/borne/"
today="$(date +%F)"
cat >"$OUT/borne/config/events/essai.ron" <<RON
(
    name: (fr: "Essai", en: "Trial"),
    place: (fr: "Ici", en: "Here"),
    territory: (fr: "Essai", en: "Trial"),
    start: "$today",
    end: "$today",
    engagement: (period: Event, level: Kit, expected_visits: 100, kits: 1, accept_loss: true),
)
RON
echo '(event: "essai")' >"$OUT/borne/config/kiosk.ron"
echo "(kiosk: \"borne-1\", portal: \"$PORTAL\")" >"$OUT/borne/config/agency.ron"
export ETABLI_HOME="$OUT/borne" ETABLI_DATA="$OUT/donnees"
"$ETABLI_BIN" keys event --event essai
"$ETABLI_BIN" keys kiosk --name borne-1 --event essai

failed=0
for size in ${sizes[@]+"${sizes[@]}"}; do
    XVFB_SIZE="$size" with_xvfb "$ETABLI_BIN" play --robot --visits 1 --seed 1 --speed 0 --silent --size "$size" \
        --data "$OUT/donnees" --screenshots "$OUT/$size" --exit >"$OUT/$size.log" 2>&1 || {
        tail -20 "$OUT/$size.log" >&2
        failed=1
        continue
    }
    link="$(zbarimg -q --raw "$OUT/$size"/*_carnet.png || true)"
    if [[ "$link" =~ ^"$PORTAL"/c#1\.[A-Za-z0-9_-]{111}\.[A-Za-z0-9_-]{7,66}$ ]]; then
        echo "$size : code lu (${#link} caractères)"
    else
        say "$size : le code n’a pas été lu (« $link »)." "$size: the code was not read."
        failed=1
    fi
done
XVFB_SIZE=1280x720 with_xvfb python3 tests/scanner.py --binary "$ETABLI_BIN" --out "$OUT" || failed=1
((failed == 0))
