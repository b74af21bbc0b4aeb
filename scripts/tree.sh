# shellcheck shell=bash
# A clean Debian in a folder, for the tests of the package. To be sourced after scripts/lib.sh.
#
# Everything that is mounted is mounted in a namespace of its own: it is gone when the command ends, however it ends.

readonly PACKAGES_TREE=(debootstrap dpkg-dev binutils util-linux)
readonly TREE_CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/etabli/debian"

# The machine's own Debian: its name and where it comes from. No mirror is written anywhere in this repository.
tree_release() {
    # shellcheck source=/dev/null
    (source /etc/os-release && echo "${VERSION_CODENAME:?}")
}

tree_mirror() {
    local release
    release="$(tree_release)"
    {
        # One-line lists, then deb822: the first address of this release.
        sed -n "s/^deb *\(\[[^]]*\] *\)\?\(https\?:[^ ]*\) *$release .*/\2/p" /etc/apt/sources.list /etc/apt/sources.list.d/*.list
        awk -v release="$release" '
            /^URIs:/ { uri = $2 }
            /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == release) found = 1 }
            /^[[:space:]]*$/ { if (found && uri) print uri; uri = ""; found = 0 }
            END { if (found && uri) print uri }' /etc/apt/sources.list.d/*.sources
    } 2>/dev/null | sed -n 1p
}

# make_tree FOLDER: the smallest Debian there is, without what the package is to bring along.
make_tree() {
    local tree=$1 mirror
    mirror="$(tree_mirror)"
    [[ -n "$mirror" ]] || die "Aucune source de paquets Debian dans /etc/apt." "No Debian mirror in /etc/apt."
    mkdir -p "$tree" "$TREE_CACHE"
    local kept
    kept="$TREE_CACHE/$(tree_release).tar"
    # A week old at most: older, and half of it would be fetched anew.
    if [[ -n "$(find "$kept" -mtime -7 2>/dev/null)" ]]; then
        tar -x -p --numeric-owner -f "$kept" -C "$tree"
    else
        unshare --mount --pid --fork --kill-child --mount-proc \
            debootstrap --variant=minbase --cache-dir="$TREE_CACHE" "$(tree_release)" "$tree" "$mirror" >"$tree.log" 2>&1 ||
            { tail -20 "$tree.log" >&2; die "debootstrap a échoué." "debootstrap failed."; }
        tar -c --numeric-owner -f "$kept.new" -C "$tree" . && mv -- "$kept.new" "$kept"
    fi
    # How this machine reaches the network, and disks that need not survive a power cut.
    apt-config dump | grep -E '^Acquire::https?(::|-)' >"$tree/etc/apt/apt.conf.d/90machine" || true
    printf 'force-unsafe-io\n' >"$tree/etc/dpkg/dpkg.cfg.d/unsafe-io"
    # No service starts in a folder.
    printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
    chmod 755 "$tree/usr/sbin/policy-rc.d"
}

# in_tree FOLDER COMMAND…: as root of that Debian, which sees no process but its own.
in_tree() {
    (enter_tree "$@")
}

# The same in place of this shell; all that was started there ends with this process.
enter_tree() {
    local tree=$1
    shift
    # shellcheck disable=SC2016 # for the inner shell
    exec unshare --mount --pid --ipc --fork --kill-child --propagation private bash -euc '
        tree=$1 cache=$2
        shift 2
        mkdir -p "$tree/var/cache/apt/archives" "$cache"
        mount -t proc proc "$tree/proc"
        mount -t sysfs -o ro sysfs "$tree/sys"
        mkdir -p "$tree/dev/shm"
        mount -t tmpfs -o mode=1777 tmpfs "$tree/dev/shm"
        mount --bind "$cache" "$tree/var/cache/apt/archives"
        # No exec: whoever changes accounts would no longer end with its parent, the first process of all does.
        chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
            DEBIAN_FRONTEND=noninteractive http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" "$@" || exit
    ' in_tree "$tree" "$TREE_CACHE" "$@"
}

# install_in_tree FOLDER PACKAGE.deb
install_in_tree() {
    local tree=$1 package=$2
    cp -- "$package" "$tree/root/etabli.deb"
    in_tree "$tree" apt-get -q update
    in_tree "$tree" apt-get -q -y -o APT::Install-Recommends=false -o APT::Keep-Downloaded-Packages=true \
        -o Dpkg::Use-Pty=0 install /root/etabli.deb
}
