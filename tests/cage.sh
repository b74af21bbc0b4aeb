#!/usr/bin/env bash
# The installed package plays in its own session: cage without a screen, as the kiosk's account, in the Debian of
# tests/package.sh; pictures in out/test/cage-*.png. tests/cage.sh TREE
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh
# shellcheck source=scripts/tree.sh
source scripts/tree.sh

tree=${1:?tests/cage.sh TREE}
readonly out=out/test
readonly runtime=$tree/run/etabli
install_missing grim "${PACKAGES_PICTURES[@]}"
mkdir -p "$out"

session=""
cleanup() {
    [[ -z "$session" ]] || kill -KILL "$session" 2>/dev/null || true # unshare heeds no other
    [[ -z "$session" ]] || wait "$session" 2>/dev/null || true
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP

# start: what the service does, but for systemd and a real screen.
start() {
    mkdir -p "$runtime"
    in_tree "$tree" chown etabli:etabli /run/etabli
    chmod 700 "$runtime"
    rm -f "$runtime"/wayland-* "$runtime/ended"
    enter_tree "$tree" setpriv --reuid=etabli --regid=etabli --init-groups --no-new-privs -- env HOME=/var/lib/etabli \
        ETABLI_HOME=/usr/share/etabli ETABLI_DATA=/var/lib/etabli/data XDG_RUNTIME_DIR=/run/etabli \
        XDG_CACHE_HOME=/var/cache/etabli MALLOC_ARENA_MAX=1 \
        WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman /usr/lib/etabli/session \
        >"$out/cage.log" 2>&1 &
    session=$!
}

picture() {
    XDG_RUNTIME_DIR="$runtime" WAYLAND_DISPLAY=wayland-0 grim "$1" 2>/dev/null
}

# looks_alive A B: two pictures a moment apart, of a bright and many-coloured screen that moves.
looks_alive() {
    /usr/bin/python3 - "$@" <<'PYTHON'
import sys
from PIL import Image, ImageChops, ImageStat

first, second = (Image.open(path).convert("RGB") for path in sys.argv[1:])
colours = len(second.getcolors(second.width * second.height))
light = sum(ImageStat.Stat(second).mean) / 3
moved = ImageStat.Stat(ImageChops.difference(first, second)).sum
print(f"{second.width}x{second.height}, {colours} colours, light {light:.0f}, moved {sum(moved):.0f}", file=sys.stderr)
# A black or plain screen has a handful of colours, a text console a few hundred.
sys.exit(0 if colours > 5000 and light > 20 and sum(moved) > 0 else 1)
PYTHON
}

start
for ((tries = 0; ; tries++)); do
    kill -0 "$session" 2>/dev/null || { tail -30 "$out/cage.log" | cut -c -300 >&2; die "La session a fini." "The session ended."; }
    if picture "$out/cage-1.png" && sleep 1 && picture "$out/cage-2.png" && looks_alive "$out/cage-1.png" "$out/cage-2.png"; then
        break
    fi
    ((tries < 60)) || { tail -30 "$out/cage.log" | cut -c -300 >&2; die "L’écran d’appel n’est pas venu." "Attract did not appear."; }
    sleep 1
done
# Nothing in the session is root's.
first="$(pgrep -P "$session")" # stands for init there, and waits for the session
if ps -o uid= --ppid "$first" | grep -qw 0; then
    die "La session a un processus de root." "A process of the session is root's."
fi
echo "La borne joue dans cage : $out/cage-2.png (the kiosk plays in cage)" >&2
