# shellcheck shell=bash
# shellcheck disable=SC2034 # the lists of packages are for the scripts that source this file
# What ./run, ./test and tests/window.sh share: packages, Rust, the target folder, a display that nobody looks at.
# To be sourced from the repository root, under `set -euo pipefail`.

readonly RUST_MIN_MINOR=95 # Rust 1.95, as in Cargo.toml

# Debian package names (12 and later, and Ubuntu's).
readonly PACKAGES_BUILD=(pkg-config libasound2-dev libudev-dev libwayland-dev libxkbcommon-dev)
readonly PACKAGES_WINDOW=(
    libxkbcommon-x11-0 libx11-6 libx11-xcb1 libxi6 libxcursor1 libxrandr2 libvulkan1 mesa-vulkan-drivers
)
readonly PACKAGES_NO_DISPLAY=(xvfb xdotool x11-utils)
readonly PACKAGES_TEST=(python3 postgresql zbar-tools poppler-utils x11-xkb-utils pulseaudio libasound2-plugins)
readonly PACKAGES_PICTURES=(python3 python3-pil)

# ---------------------------------------------------------------- words

# say FRENCH ENGLISH: on stderr, so that the output of the binary stays clean.
say() {
    printf '%s\n(%s)\n' "$1" "$2" >&2
}

die() {
    say "$@"
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

# ---------------------------------------------------------------- Debian packages

is_installed() {
    [[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" == installed ]]
}

# install_missing PACKAGE…: asks dpkg first, so a machine that has everything needs neither network nor root.
install_missing() {
    local wanted=("$@") missing=() package as_root=()
    have cc || wanted+=(build-essential)
    if ! have dpkg-query || ! have apt-get; then
        if [[ -z "${ETABLI_TOLD_PACKAGES:-}" ]]; then
            export ETABLI_TOLD_PACKAGES=1
            say "Ce système n’est pas une Debian : installez l’équivalent de ces paquets s’ils manquent : ${wanted[*]}" \
                "Not a Debian system: install the like of these packages if missing. Going on."
        fi
        return 0
    fi
    for package in "${wanted[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    if ((EUID != 0)); then
        if have sudo && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            die "Il manque des paquets et ce compte ne peut pas les installer. Demandez : apt-get install ${missing[*]}" \
                "Packages are missing and this account may not install them; ask for the command above."
        fi
    fi
    say "Installation de : ${missing[*]}" "Installing what is missing."
    # env behind sudo: sudo drops the variables of the caller.
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    "${apt[@]}" update >&2 ||
        say "La liste des paquets n’a pas pu être mise à jour ; essai avec l’ancienne." \
            "The package list could not be refreshed; trying with the old one."
    "${apt[@]}" install --no-install-recommends "${missing[@]}" >&2 </dev/null ||
        die "L’installation a échoué : ${missing[*]}. Vérifiez le réseau, puis relancez." \
            "The installation failed: check the network, then try again."
}

# ---------------------------------------------------------------- Rust

check_rust() {
    if ! have cargo && [[ -r "${HOME:-}/.cargo/env" ]]; then
        # rustup's installer writes this file; a shell opened before has not read it yet.
        # shellcheck source=/dev/null
        source "$HOME/.cargo/env"
    fi
    if ! have cargo || ! have rustc; then
        die "Rust manque. Installez-le (https://rustup.rs), version 1.$RUST_MIN_MINOR ou plus récente." \
            "Rust is missing: install 1.$RUST_MIN_MINOR or newer."
    fi
    local version major minor
    version="$(rustc --version)" ||
        die "rustc ne répond pas : essayez « rustup default stable »." "rustc does not answer."
    read -r _ version _ <<<"$version"
    IFS=. read -r major minor _ <<<"$version"
    if ((major == 1 && minor < RUST_MIN_MINOR)); then
        die "Rust $version est trop ancien, il faut au moins 1.$RUST_MIN_MINOR : « rustup update stable »." \
            "This Rust is too old."
    fi
}

check_rust_tools() {
    local component
    for component in fmt:rustfmt clippy:clippy; do
        cargo "${component%%:*}" --version >/dev/null 2>&1 && continue
        if have rustup && rustup component add "${component##*:}" >&2; then
            continue
        fi
        die "Il manque ${component##*:} : « rustup component add ${component##*:} »." "A Rust component is missing."
    done
}

# One target folder for ./run and ./test, for people and for CI: a cold build of Bevy takes 10 to 40 minutes, and
# this way there is ONE set of compiled dependencies, which outlives a fresh clone. CARGO_TARGET_DIR goes first.
use_target_folder() {
    local target="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/etabli/target}"
    mkdir -p "$target"
    CARGO_TARGET_DIR="$(cd "$target" && pwd)"
    export CARGO_TARGET_DIR
    export ETABLI_BIN="$CARGO_TARGET_DIR/debug/etabli"
    # Outside `cargo run` Bevy looks for assets beside the executable.
    export BEVY_ASSET_ROOT="${BEVY_ASSET_ROOT:-$PWD}"
}

# ---------------------------------------------------------------- displays

# True if a window can open: a Wayland socket, or an X server that answers.
has_display() {
    local socket="${WAYLAND_DISPLAY:-}"
    if [[ -n "$socket" ]]; then
        [[ "$socket" == /* ]] || socket="${XDG_RUNTIME_DIR:-/nowhere}/$socket"
        [[ -S "$socket" ]] && return 0
    fi
    [[ -n "${DISPLAY:-}" ]] || return 1
    if have xdpyinfo; then
        xdpyinfo >/dev/null 2>&1
    elif [[ "$DISPLAY" =~ ^:([0-9]+) ]]; then
        [[ -S "/tmp/.X11-unix/X${BASH_REMATCH[1]}" ]]
    fi
}

# Mesa's lavapipe draws on the CPU: forced only where there is no graphics card that this account may use.
use_lavapipe_without_gpu() {
    local node icd
    for node in /dev/dri/renderD* /dev/dri/card*; do
        [[ -r "$node" && -w "$node" ]] && return 0
    done
    for icd in /usr/share/vulkan/icd.d/lvp_icd*.json; do
        [[ -r "$icd" ]] || continue
        export VK_DRIVER_FILES="$icd" VK_ICD_FILENAMES="$icd" # the new name of the variable and the old
        return 0
    done
}

# start_xvfb: an X server with no screen, on a free number; sets DISPLAY, XVFB_PID, XVFB_FOLDER. It is as large as
# $XVFB_SIZE (1280x720 if unset): a window is not drawn beyond. The picture is mirrored in $XVFB_FOLDER/Xvfb_screen0
# (XWD). The caller sets a trap that calls stop_xvfb.
start_xvfb() {
    local number="" tries
    XVFB_FOLDER="$(mktemp -d "${TMPDIR:-/tmp}/etabli-xvfb.XXXXXX")"
    : >"$XVFB_FOLDER/number"
    Xvfb -displayfd 9 -screen 0 "${XVFB_SIZE:-1280x720}x24" -fbdir "$XVFB_FOLDER" -nolisten tcp -noreset \
        9>"$XVFB_FOLDER/number" >"$XVFB_FOLDER/log" 2>&1 </dev/null &
    XVFB_PID=$!
    for ((tries = 0; tries < 300; tries++)); do # 30 s: a busy machine is slow to start it
        if [[ -z "$number" ]]; then
            read -r number <"$XVFB_FOLDER/number" || number=""
        fi
        if [[ -n "$number" ]] && xdpyinfo -display ":$number" >/dev/null 2>&1; then
            export DISPLAY=":$number"
            unset WAYLAND_DISPLAY WAYLAND_SOCKET # else the window would look for a compositor first
            use_lavapipe_without_gpu
            return 0
        fi
        kill -0 "$XVFB_PID" 2>/dev/null || break
        sleep 0.1
    done
    cat "$XVFB_FOLDER/log" >&2 || true
    stop_xvfb
    die "L’écran virtuel (Xvfb) n’a pas démarré." "The virtual screen did not start."
}

stop_xvfb() {
    if [[ -n "${XVFB_PID:-}" ]]; then
        kill "$XVFB_PID" 2>/dev/null || true
        wait "$XVFB_PID" 2>/dev/null || true
    fi
    [[ -z "${XVFB_FOLDER:-}" ]] || rm -rf -- "$XVFB_FOLDER"
    XVFB_PID="" XVFB_FOLDER=""
}

# with_xvfb COMMAND…: runs it in front of a virtual screen, passes Ctrl-C and TERM on to it, returns its status and
# always stops the screen. The command is a child in the background: bash would else sit on a signal until it ends.
with_xvfb() {
    local child="" status=0
    XVFB_PID="" XVFB_FOLDER=""
    trap stop_xvfb EXIT
    trap '[[ -z "$child" ]] || kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
    start_xvfb
    "$@" <&0 &
    child=$!
    while :; do
        status=0
        wait "$child" || status=$?
        # A trapped signal ends `wait` early: the child may still be closing.
        kill -0 "$child" 2>/dev/null || break
    done
    trap - INT TERM HUP
    stop_xvfb
    trap - EXIT
    return "$status"
}

# Pictures are decoded on several threads; without this the C library keeps what each of them needed (50 MB measured).
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-1}"
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-131072}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-131072}"
