#!/usr/bin/env bash
# Builds the Debian package of the kiosk: packaging/build.sh [FOLDER]; prints the path of the .deb.
#
#   BIN=…       a program that is built already; else `cargo build --release` builds it
#   COMPRESS=…  arguments of dpkg-deb, "-Zgzip -z1" is quick
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=scripts/lib.sh
source scripts/lib.sh

readonly OUT="${1:-out/package}"
# Loaded by name while it runs, so no tool sees that they are needed: Vulkan, Wayland's cursors, keyboards, X.
readonly LOADED=(libvulkan1 libxkbcommon0 libwayland-client0 libxkbcommon-x11-0 libx11-6 libx11-xcb1 libxi6 libxcursor1 libxrandr2)
# A driver for the card, the compositor and what it needs on Debian, who lends it the screen, terminals, time zones.
readonly SESSION=("mesa-vulkan-drivers | vulkan-icd" cage xwayland seatd wlr-randr kbd tzdata)

# Empty where git is not: a source archive.
version="$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)"
readonly version
architecture="$(dpkg --print-architecture)"
readonly architecture
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Cargo.toml)}"
export SOURCE_DATE_EPOCH

build_program() {
    install_missing "${PACKAGES_BUILD[@]}"
    check_rust
    use_target_folder
    cargo build --locked --release --bin etabli >&2
    BIN="$CARGO_TARGET_DIR/release/etabli"
}

# put MODE FROM TO: one file.
put() {
    install -D -m "$1" -- "$2" "$root/$3"
}

# put_folder FROM TO [tar arguments]: what git knows of a folder, else all of it.
put_folder() {
    local from=$1 to=$root/$2
    shift 2
    mkdir -p "$to"
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files -z -- "$from" | tar -c --no-recursion "$@" --null -T -
    else
        tar -c "$@" -- "$from"
    fi | tar -x -C "$to" --strip-components=1
}

stage() {
    put 0755 "$BIN" usr/lib/etabli/etabli
    strip --strip-unneeded "$root/usr/lib/etabli/etabli"
    put 0755 packaging/bin/etabli usr/bin/etabli
    put 0755 packaging/bin/session usr/lib/etabli/session
    put 0755 packaging/bin/deliver usr/lib/etabli/deliver
    put 0755 packaging/bin/only-screen usr/lib/etabli/only-screen
    put 0644 packaging/systemd/etabli-borne.service lib/systemd/system/etabli-borne.service
    put 0644 packaging/systemd/journald.conf usr/lib/systemd/journald.conf.d/50-etabli.conf
    put 0644 packaging/systemd/tmpfiles.conf usr/lib/tmpfiles.d/etabli.conf
    put 0644 packaging/systemd/70-etabli-usb.rules lib/udev/rules.d/70-etabli-usb.rules
    put 0644 packaging/systemd/71-etabli-tactile.rules lib/udev/rules.d/71-etabli-tactile.rules
    put 0644 packaging/debian/etabli.default etc/default/etabli
    local share=usr/share/etabli
    # Scripts that make pictures and sounds are of no use on a kiosk.
    put_folder assets "$share/assets" --exclude='assets/source*' --exclude=.gitignore
    put_folder kits "$share/livraison/kits" --exclude='*/source/*'
    put_folder config "$share/livraison/config"
    ln -s /etc/etabli "$root/$share/config"
    ln -s /var/lib/etabli/kits "$root/$share/kits"
}

documents() {
    local doc=$root/usr/share/doc/etabli
    put_folder docs usr/share/doc/etabli
    install -m 0644 packaging/debian/copyright "$doc/copyright"
    {
        printf 'etabli (%s) stable; urgency=medium\n\n  * Version %s.\n\n' "$version" "$version"
        printf ' -- L’équipe d’Établi <equipe@etabli.example.org>  %s\n' "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
    } | gzip -9n >"$doc/changelog.gz"
    install -d "$root/usr/share/man/fr/man1" "$root/usr/share/man/man1"
    gzip -9nc packaging/debian/etabli.1 >"$root/usr/share/man/fr/man1/etabli.1.gz"
    ln -s ../fr/man1/etabli.1.gz "$root/usr/share/man/man1/etabli.1.gz"
}

# What the program is linked to, and what it loads by name.
depends() {
    local linked session
    mkdir -p "$work/source/debian"
    printf 'Source: etabli\n\nPackage: etabli\nArchitecture: any\n' >"$work/source/debian/control"
    linked="$(cd "$work/source" && dpkg-shlibdeps -O "$root/usr/lib/etabli/etabli" 2>"$work/shlibdeps")" || {
        cat "$work/shlibdeps" >&2
        die "dpkg-shlibdeps a échoué." "dpkg-shlibdeps failed."
    }
    printf -v session '%s, ' "${LOADED[@]}" "${SESSION[@]}"
    printf '%s, %s' "${linked#shlibs:Depends=}" "${session%, }"
}

control() {
    local size
    mkdir -p "$root/DEBIAN"
    size="$(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f 1)"
    sed -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/" \
        -e "s#@DEPENDS@#$(depends)#" packaging/debian/control.in >"$root/DEBIAN/control"
    install -m 0755 packaging/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
    echo /etc/default/etabli >"$root/DEBIAN/conffiles"
    (cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) \
        >"$root/DEBIAN/md5sums"
}

[[ -n "${BIN:-}" ]] || build_program
[[ -x "$BIN" ]] || die "Il n’y a pas de programme en $BIN." "No program there."
work="$(mktemp -d "${TMPDIR:-/tmp}/etabli-deb.XXXXXX")"
trap 'rm -rf -- "$work"' EXIT
root=$work/root
mkdir -p "$root" "$OUT"
umask 022
stage
documents
control
# Umasks and checkouts differ: what is installed does not.
chmod -R u+rwX,go+rX,go-w "$root"
find "$root/usr/share" -type f -exec chmod a-x {} +
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
package="$OUT/etabli_${version}_$architecture.deb"
# shellcheck disable=SC2086 # several arguments
dpkg-deb --root-owner-group ${COMPRESS:--Zxz} --build "$root" "$package" >&2
echo "$package"
