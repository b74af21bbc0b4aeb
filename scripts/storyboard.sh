#!/usr/bin/env bash
# The story in pictures: every step at its beginning, in mid-gesture and finished, in both orientations, played by the
# robot in the real app, on one sheet each: docs/images/storyboard_paysage.png and storyboard_portrait.png.
#
#   scripts/storyboard.sh              plays, then lays out
#   scripts/storyboard.sh --no-play    only lays out what an earlier run left in out/pictures/
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/pictures.sh
source scripts/pictures.sh

if [[ "${1:-}" != --no-play ]]; then
    prepare_pictures
    film soudure paysage 1280x720
    film soudure portrait 720x1280
fi
for shape in paysage portrait; do
    python3 scripts/pictures.py storyboard "$PICTURES/$shape" "docs/images/storyboard_$shape.png"
done
