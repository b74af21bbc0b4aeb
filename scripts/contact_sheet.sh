#!/usr/bin/env bash
# Every step of every kit, in both orientations, on one sheet each: docs/images/kits_paysage.png and kits_portrait.png.
# The pictures are those of the kits' proofs, made on copies in out/proofs/ (`etabli kit prove`, tens of minutes a kit).
#
#   scripts/contact_sheet.sh [--clumsy N]    proves, then lays out
#   scripts/contact_sheet.sh --no-prove      only lays out what earlier proofs left
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/pictures.sh
source scripts/pictures.sh

readonly PROOFS=out/proofs
if [[ "${1:-}" != --no-prove ]]; then
    prepare_pictures
    for kit in kits/*/; do
        rm -rf -- "${PROOFS:?}/$(basename "$kit")"
        mkdir -p "$PROOFS"
        cp -r "$kit" "$PROOFS/"
        "$ETABLI_BIN" kit prove "$PROOFS/$(basename "$kit")" "$@"
    done
fi
for shape in paysage portrait; do
    python3 scripts/pictures.py contact "$PROOFS" "$shape" "docs/images/kits_$shape.png"
done
