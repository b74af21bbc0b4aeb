#!/usr/bin/env bash
# Takes the pictures of README.md anew (docs/images/), from visits that the robot plays in the real app.
#
#   scripts/gallery.sh              plays, then chooses
#   scripts/gallery.sh --no-play    only chooses from what earlier runs left in out/pictures/
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
    film soudure anglais 1280x720 --lang en --large-text
fi

# keep VISIT KIND NAME: the picture of this kind becomes docs/images/NAME.png.
keep() {
    local found=("$PICTURES/$1"/[0-9]*_"$2".png)
    [[ -f "${found[0]}" ]] || die "Il manque l’image $2 de la visite $1." "A picture is missing."
    python3 scripts/pictures.py shrink "${found[0]}" "docs/images/$3.png"
}

keep paysage attract attract
keep paysage intro intro
keep paysage catalogue catalogue
keep paysage play_souder_during play
keep paysage play_equiper_done play_done
keep paysage finale_done finale
keep paysage who who
keep paysage debrief debrief
keep paysage carnet carnet
keep anglais intro intro_en_large
keep portrait attract portrait_attract
keep portrait play_souder_during portrait_play
keep portrait debrief portrait_debrief
