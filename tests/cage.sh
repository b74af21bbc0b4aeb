#!/usr/bin/env bash
# The installed package on a machine that starts: systemd starts the kiosk's own service, hardened as it ships, cage has a
# screen that nobody sees, and pictures are taken of it: out/test/cage-*.png. The player is killed, and comes back; the
# screen is mounted on its side, and the picture is turned.
# tests/cage.sh TREE, the clean Debian of tests/package.sh.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/tree.sh
source scripts/tree.sh

tree=${1:?tests/cage.sh TREE}
readonly out=out/test
install_missing systemd-container grim procps "${PACKAGES_PICTURES[@]}"
mkdir -p "$out"

machine="" init=""
cleanup() {
    [[ -n "$machine" ]] || return 0
    # Asks that system to go down; with its first process all others end.
    kill -TERM "$machine" 2>/dev/null || true
    timeout 15 tail --pid="$machine" -f /dev/null || kill -KILL "$machine" 2>/dev/null || true
    wait "$machine" 2>/dev/null || true
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP

fail() {
    tail -5 "$out/cage-boot.log" >&2 || true
    [[ -z "$init" ]] || inside journalctl -u etabli-borne --no-pager --lines=30 | cut -c -300 >&2 || true
    die "$@"
}

inside() {
    nsenter --target "$init" --all -- "$@"
}

# prepare: what a machine has and a folder has not, and a screen that is none.
prepare() {
    in_tree "$tree" apt-get -q -y -o APT::Install-Recommends=false -o Dpkg::Use-Pty=0 \
        install systemd systemd-sysv udev dbus procps >"$out/cage-apt.log" 2>&1
    install -d "$tree/etc/systemd/system/etabli-borne.service.d"
    cat >"$tree/etc/systemd/system/etabli-borne.service.d/00-no-screen.conf" <<'UNIT'
[Unit]
ConditionPathExists=
[Service]
ExecStartPre=
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
UNIT
    in_tree "$tree" systemctl --quiet enable etabli-borne
    # Services may start now.
    rm -f "$tree/usr/sbin/policy-rc.d"
}

boot() {
    unshare --mount --propagation private systemd-nspawn --quiet --register=no --keep-unit --boot --private-network \
        --machine="etabli-$$" --directory="$tree" >"$out/cage-boot.log" 2>&1 </dev/null &
    machine=$!
}

picture() {
    XDG_RUNTIME_DIR="/proc/$init/root/run/etabli" WAYLAND_DISPLAY=wayland-0 grim "$1" 2>/dev/null
}

# turn DEGREES: the screen is mounted on its side, as staff say it.
turn() {
    sed -i "/^ *rotation:/d; s/^($/(\\n    rotation: $1,/" "$tree/etc/etabli/kiosk.ron"
    inside systemctl restart etabli-borne
}

# looks_alive A B: two pictures a moment apart, of a bright and many-coloured screen that moves.
looks_alive() {
    /usr/bin/python3 - "$@" <<'PYTHON'
import sys
from PIL import Image, ImageChops, ImageStat

first, second = (Image.open(path).convert("RGB") for path in sys.argv[1:])
colours = len(second.getcolors(second.width * second.height))
light = sum(ImageStat.Stat(second).mean) / 3
moved = sum(ImageStat.Stat(ImageChops.difference(first, second)).sum)
print(f"{second.width}x{second.height}, {colours} colours, light {light:.0f}, moved {moved:.0f}", file=sys.stderr)
# A black or plain screen has a handful of colours, a text console a few hundred.
sys.exit(0 if colours > 5000 and light > 20 and moved > 0 else 1)
PYTHON
}

# wait_for_attract NAME SECONDS: says how long it took.
wait_for_attract() {
    local name=$1 limit=$2 start=$SECONDS
    while :; do
        kill -0 "$machine" 2>/dev/null || fail "La machine s’est arrêtée." "The machine went down."
        init="$(pgrep -P "$machine" | head -1)" || true
        if [[ -n "$init" ]] && picture "$out/$name-1.png" && sleep 0.5 && picture "$out/$name-2.png" &&
            looks_alive "$out/$name-1.png" "$out/$name-2.png"; then
            break
        fi
        ((SECONDS - start < limit)) || fail "L’écran d’appel n’est pas venu." "Attract did not appear."
        sleep 0.5
    done
    echo "$name : l’écran d’appel après $((SECONDS - start)) s (attract)" >&2
}

# The player runs without any right it was not given: no capability, no new privilege, a filter of system calls.
is_locked_in() {
    local status
    status="$(inside sh -c 'cat /proc/$(pgrep -x etabli | tail -1)/status')"
    for line in 'CapBnd:\s0000000000000000' 'NoNewPrivs:\s1' 'Seccomp:\s2'; do
        grep -qP "^$line$" <<<"$status" || fail "Le service n’est pas enfermé : $line" "The service is not locked in."
    done
    ! grep -qP '^Uid:\s0\s' <<<"$status" || fail "La borne tourne sous root." "The kiosk runs as root."
    inside setpriv --reuid=etabli --regid=etabli --init-groups test -w /var/lib/etabli/data
    # As the service sees the machine, nothing else can be written.
    inside sh -c 'nsenter --target "$(pgrep -x etabli | tail -1)" --mount -- sh -c "! touch /usr/x && ! touch /home/x && touch /etc/etabli/x && rm /etc/etabli/x"' 2>/dev/null ||
        fail "Le service peut écrire trop, ou trop peu." "The service can write too much, or too little."
}

prepare
boot
wait_for_attract cage 90
is_locked_in
# The last one is the player, whether or not a supervisor is above it.
inside sh -c 'kill -KILL "$(pgrep -x etabli | tail -1)"'
sleep 1
wait_for_attract cage-killed 30
turn 90
wait_for_attract cage-turned 30
/usr/bin/python3 -c 'import sys; from PIL import Image; width, height = Image.open(sys.argv[1]).size; sys.exit(width > height)' \
    "$out/cage-turned-2.png" || fail "L’image n’est pas tournée." "The picture is not turned."
echo "La borne joue dans cage, et y revient : $out/cage-2.png (the kiosk plays in cage, and comes back)" >&2
