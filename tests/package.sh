#!/usr/bin/env bash
# The Debian package in a clean Debian: it installs, says what the machine lacks, checks and plays its kits, is upgraded
# without losing what staff changed, and leaves the data when it is removed. tests/package.sh [--lint]
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/tree.sh
source scripts/tree.sh

((EUID == 0)) || die "Ce test monte et installe : il lui faut root." "This test mounts and installs: it needs root."
use_target_folder
install_missing "${PACKAGES_TREE[@]}"

work="$(mktemp -d "${TMPDIR:-/var/tmp}/etabli-package.XXXXXX")"
cleanup() {
    rm -rf --one-file-system -- "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP
tree=$work/debian

step() {
    printf -- '- %s\n' "$1" >&2
}

# expect WORDS COMMAND…: its output must hold these words, whatever kind of space stands between them.
expect() {
    local words=$1 output
    shift
    output="$("$@" 2>&1 | LC_ALL=C sed 's/\xc2\xa0\|\xe2\x80\xaf/ /g')" || true
    [[ "$output" == *"$words"* ]] || die "« $words » manque dans : $output" "These words are missing from the output."
}

# changed_package FOLDER: the same package, a version later, with one other line in two of its files.
changed_package() {
    local root=$work/changed
    dpkg-deb -R "$1" "$root"
    sed -i 's/^Version: .*/&+1/' "$root/DEBIAN/control"
    echo '// version suivante' >>"$root/usr/share/etabli/livraison/config/agency.ron"
    echo '// version suivante' >>"$root/usr/share/etabli/livraison/config/kiosk.ron"
    dpkg-deb --root-owner-group -Zgzip -z1 -b "$root" "$work/changed.deb" >&2
    rm -rf -- "$root"
    echo "$work/changed.deb"
}

doctor_speaks() {
    local status=0 told
    told="$(in_tree "$tree" etabli doctor --json)" || status=$?
    # A folder has no screen: 1, something is missing. 2 would be a doctor that failed.
    ((status == 1)) || die "etabli doctor : code $status" "The doctor failed."
    python3 - "$told" <<'PYTHON'
import json, sys

report = json.loads(sys.argv[1])
level = {}
for verdict in report["verdicts"]:
    worst = ["good", "watch", "missing"]
    level[verdict["topic"]] = max(level.get(verdict["topic"], "good"), verdict["level"], key=worst.index)
    assert verdict["level"] == "good" or (verdict["why"] and verdict["mend"]), verdict
# What the package brings is there; Vulkan is drawn by the processor.
for topic, wanted in {"files": "good", "network": "good", "disk": "good", "pin": "watch"}.items():
    assert level[topic] == wanted, (topic, level[topic], report)
assert level["graphics"] in ("good", "watch"), report
assert level["touch"] == "missing" or level["display"] == "missing", report
PYTHON
    in_tree "$tree" etabli doctor >&2 || true
}

belongs_to_the_kiosk() {
    local owner
    for path in var/lib/etabli/data var/lib/etabli/kits/soudure/kit.ron etc/etabli/kiosk.ron; do
        owner="$(in_tree "$tree" stat -c %U "/$path")"
        [[ "$owner" == etabli ]] || die "/$path appartient à $owner." "It belongs to someone else."
    done
    expect "etabli" in_tree "$tree" etabli play --version
    in_tree "$tree" dpkg --verify etabli
}

a_touchscreen_has_its_screen() {
    local drm=$work/drm connector
    for connector in DP-1 HDMI-A-1 HDMI-A-2; do
        mkdir -p "$drm/card1-$connector"
        echo disconnected >"$drm/card1-$connector/status"
    done
    ! packaging/bin/only-screen "$drm" >/dev/null || die "Aucun écran n’est branché." "No screen is plugged in."
    echo connected >"$drm/card1-HDMI-A-1/status"
    [[ "$(packaging/bin/only-screen "$drm")" == HDMI-A-1 ]] || die "L’écran n’est pas trouvé." "The screen is not found."
    echo connected >"$drm/card1-DP-1/status"
    ! packaging/bin/only-screen "$drm" >/dev/null || die "Deux écrans sont branchés." "Two screens are plugged in."
}

# Counted where the service counts: the wrapper named the folder, and the account owns it.
robot_plays() {
    sed -i 's#// event: "exemple",#event: "exemple",#' "$tree/etc/etabli/kiosk.ron"
    in_tree "$tree" etabli play --robot --headless --speed 0 --visits 1 --seed 3 --exit --data /var/lib/etabli/data \
        >"$work/robot.log" 2>&1 || { tail -20 "$work/robot.log" >&2; die "Le robot n’a pas fini." "The robot failed."; }
    expect "1 essai" in_tree "$tree" etabli engagement status
    [[ -s "$tree/var/lib/etabli/data/engagement.sqlite" ]] || die "Rien n’a été compté." "Nothing was counted."
}

upgrade_keeps_what_staff_changed() {
    local next
    sed -i 's/volume: 0.8/volume: 0.3/' "$tree/etc/etabli/kiosk.ron"
    rm -r "$tree/etc/etabli/events/exemple.ron"
    next="$(changed_package "$package")"
    install_in_tree "$tree" "$next" >&2
    grep -q 'volume: 0.3' "$tree/etc/etabli/kiosk.ron" || die "Un réglage de l’équipe est perdu." "A setting is lost."
    grep -q 'version suivante' "$tree/etc/etabli/agency.ron" || die "Un fichier n’a pas suivi." "A file was not renewed."
    [[ ! -e "$tree/etc/etabli/events/exemple.ron" ]] || die "Un fichier ôté est revenu." "A removed file came back."
    [[ -f "$tree/var/lib/etabli/kits/soudure/kit.ron" ]] || die "Un kit est perdu." "A kit is lost."
}

removal_leaves_the_data() {
    in_tree "$tree" apt-get -q -y remove etabli >&2
    [[ ! -e "$tree/usr/lib/etabli/etabli" ]] || die "Le programme reste." "The program is still there."
    [[ -f "$tree/etc/etabli/kiosk.ron" && -d "$tree/var/lib/etabli/data" ]] || die "Trop est parti." "Too much is gone."
    expect "restent dans /var/lib/etabli" in_tree "$tree" apt-get -q -y purge etabli
    [[ ! -e "$tree/etc/etabli" && ! -e "$tree/etc/default/etabli" ]] || die "Des réglages restent." "Settings remain."
    [[ -d "$tree/var/lib/etabli/data" && -f "$tree/var/lib/etabli/kits/soudure/kit.ron" ]] ||
        die "Les données sont parties." "The data is gone."
}

a_touchscreen_has_its_screen
step "construction du paquet"
package="$(BIN="$ETABLI_BIN" COMPRESS="-Zgzip -z1" packaging/build.sh "$work/package")"
if [[ "${1:-}" == --lint ]]; then
    step "lintian"
    install_missing lintian
    lintian --fail-on error "$package" >&2
fi
step "Debian nue"
make_tree "$tree"
step "installation"
install_in_tree "$tree" "$package" >"$work/install.log" 2>&1 ||
    { tail -30 "$work/install.log" >&2; die "Le paquet ne s’installe pas." "The package does not install."; }
belongs_to_the_kiosk
step "etabli doctor"
doctor_speaks
step "etabli kit check"
in_tree "$tree" etabli kit check /var/lib/etabli/kits >&2
step "un robot y joue"
robot_plays
step "la borne dans cage"
tests/cage.sh "$tree"
step "mise à jour"
upgrade_keeps_what_staff_changed
step "retrait"
removal_leaves_the_data
echo "Le paquet s’installe, joue, se met à jour et s’en va. (The package installs, plays, upgrades and leaves.)"
