#!/usr/bin/env bash
# Every step of every kit and its finale, played by the robot in the real app, on one sheet for each orientation:
# docs/images/kits_paysage.png and kits_portrait.png.
#
#   scripts/contact_sheet.sh              plays, a few minutes a kit, then lays out
#   scripts/contact_sheet.sh --no-play    only lays out what an earlier run left in out/pictures/
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/pictures.sh
source scripts/pictures.sh

if [[ "${1:-}" != --no-play ]]; then
    prepare_pictures
    for kit in kits/*/; do
        kit="$(basename "$kit")"
        film "$kit" "paysage_$kit" 1280x720
        film "$kit" "portrait_$kit" 720x1280
    done
fi
for shape in paysage portrait; do
    python3 scripts/pictures.py contact "$PICTURES" "$shape" "docs/images/kits_$shape.png"
done
